import type { KnownBlock } from '@slack/types';
import { rewardNumber } from '../domain/reward.js';
import type { Digest, DigestBook, DigestItem, DigestList } from '../domain/shown-invoice.js';
import {
  bold,
  factLines,
  header,
  instant,
  type Line,
  linked,
  type MessageContent,
  person,
  sayLines,
  words,
} from './blocks.js';
import { countOf, formatDay, formatMoney, formatMonth } from './formats.js';
import { nameInLine } from './text.js';

// One block for all could grow past what Slack takes in one.
const PER_BLOCK = 10;
/** In the message's text, which has to be shorter than its blocks. */
const MOST_SAID = 8;
const MOST_CARRIED = 5;

/** What finance and reviewers should know some days before a month's invoices are cut (SPEC 4). */
export function buildDigest(digest: Digest): MessageContent {
  const { month, cutAt, timeZone, books, unreviewed, held, unreviewedGoOn } = digest;
  const title = `${formatMonth(month)}: what will be invoiced`;
  const when: Line[] = [
    [words('Cut '), instant(cutAt), words(` (the month's end in ${timeZone})`)],
    [
      words(
        unreviewedGoOn ? 'What nobody reviewed by then goes on, marked so.' : 'What nobody approved by then stays off.',
      ),
    ],
  ];
  const sums = books.flatMap(bookLines);
  const lists = [
    { heading: 'Not reviewed yet', list: unreviewed, line: unreviewedLine },
    { heading: 'On hold, not on it', list: held, line: heldLine },
  ].filter(({ list }) => list.count > 0);
  return {
    text: sayLines([
      [words(title)],
      ...when,
      ...sums,
      ...lists.flatMap(({ heading, list, line }) => [[words(heading)], ...linesOf(list, line, MOST_SAID)]),
    ]),
    blocks: [
      header(title),
      ...factLines(...when),
      ...inBlocks(sums),
      ...lists.flatMap(({ heading, list, line }) => inBlocks([[bold(heading)], ...linesOf(list, line)])),
    ],
  };
}

function bookLines(book: DigestBook): Line[] {
  const { due, unreviewed, held } = book;
  const facts = [
    countOf(due.rewards, 'reward'),
    countOf(due.partners, 'partner'),
    ...(unreviewed.rewards > 0
      ? [`${unreviewed.rewards.toLocaleString('en')} not reviewed yet (${formatMoney(unreviewed.total)})`]
      : []),
    ...(held.rewards > 0 ? [`${held.rewards.toLocaleString('en')} on hold (${formatMoney(held.total)})`] : []),
  ];
  return [
    [words(`${due.total.currency}  `), bold(formatMoney(due.total)), words(` · ${facts.join(' · ')}`)],
    ...(book.carriedForward.length > 0 ? [[words(carriedWords(book))]] : []),
  ];
}

function carriedWords({ carriedForward, minimumPayout }: DigestBook): string {
  const names = carriedForward
    .slice(0, MOST_CARRIED)
    .map(({ partner, total }) => `${nameInLine(partner.name, 40)} ${formatMoney(total)}`);
  const more = carriedForward.length - names.length;
  const why = minimumPayout ? `below the minimum of ${formatMoney(minimumPayout)}` : 'zero or less';
  return `${countOf(carriedForward.length, 'partner')} to be carried forward, ${why}: ${names.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

function linesOf(list: DigestList, line: (item: DigestItem) => Line, most = list.items.length): Line[] {
  const shown = list.items.slice(0, most);
  const more = list.count - shown.length;
  return [...shown.map(line), ...(more > 0 ? [[words(`and ${more.toLocaleString('en')} more`)]] : [])];
}

function itemLine({ number, partnerName, amount, link }: DigestItem): Line {
  return [linked(rewardNumber(number), link), words(` · ${nameInLine(partnerName, 40)} · `), bold(formatMoney(amount))];
}

function unreviewedLine(item: DigestItem): Line {
  return [...itemLine(item), words(' · created '), instant(item.createdAt)];
}

function heldLine(item: DigestItem): Line {
  return [
    ...itemLine(item),
    ...(item.owner ? [words(' · '), person(item.owner), words(' looks after it')] : []),
    ...(item.reviewBy ? [words(` · review by ${formatDay(item.reviewBy)}`)] : []),
  ];
}

function inBlocks(lines: readonly Line[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (let from = 0; from < lines.length; from += PER_BLOCK)
    blocks.push(...factLines(...lines.slice(from, from + PER_BLOCK)));
  return blocks;
}
