import type { KnownBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
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
import { formatDay, formatMoney, formatMonth } from './formats.js';
import { invoiceTitle } from './invoice-words.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

// One block for all could grow past what Slack takes in one.
const PER_BLOCK = 10;
/** In the message's text, which has to be shorter than its blocks. */
const MOST_SAID = 8;
const MOST_CARRIED = 5;
const MOST_OVERDUE = 5;

/** What finance and reviewers should know some days before a month's invoices are cut (SPEC 4). */
export function buildDigest(digest: Digest, reader?: Reader): MessageContent {
  const { month, cutAt, timeZone: zone, books, unreviewed, needSecondApproval, held, unreviewedGoOn, overdue } = digest;
  const { say, line } = speakTo(reader);
  const title = say('digest.title', { month: formatMonth(month, reader) });
  const when: Line[] = [
    line('digest.cut', { when: instant(cutAt, reader), zone }),
    line(unreviewedGoOn ? 'digest.unreviewed_go_on' : 'digest.unreviewed_stay_off'),
  ];
  const sums = books.flatMap((book) => bookLines(book, reader));
  const late = overdueLines(overdue, reader);
  const lists = [
    { heading: say('digest.unreviewed'), list: unreviewed, lineOf: unreviewedLine },
    { heading: say('digest.need_second_approval'), list: needSecondApproval, lineOf: secondApprovalLine },
    { heading: say('digest.held'), list: held, lineOf: heldLine },
  ].filter(({ list }) => list.count > 0);
  return {
    text: sayLines([
      [words(title)],
      ...when,
      ...sums,
      ...late,
      ...lists.flatMap(({ heading, list, lineOf }) => [
        [words(heading)],
        ...linesOf(list, lineOf, { most: MOST_SAID, reader }),
      ]),
    ]),
    blocks: [
      header(title),
      ...factLines(...when),
      ...inBlocks(sums),
      ...inBlocks(late),
      ...lists.flatMap(({ heading, list, lineOf }) =>
        inBlocks([[bold(heading)], ...linesOf(list, lineOf, { reader })]),
      ),
    ],
  };
}

/** Invoices that are not paid in time, from the one that is so for longest. */
function overdueLines(overdue: Digest['overdue'], reader: Reader | undefined): Line[] {
  if (overdue.length === 0) return [];
  const { say, line } = speakTo(reader);
  const more = overdue.length - MOST_OVERDUE;
  return [
    [bold(say('digest.overdue'))],
    ...overdue.slice(0, MOST_OVERDUE).map((invoice): Line => {
      const expected = say('digest.expected', { day: formatDay(invoice.expectedPaymentOn, reader) });
      const sum = bold(formatMoney(invoice.total, reader));
      return [linked(invoiceTitle(invoice, reader), invoice.link), words(' · '), sum, words(` · ${expected}`)];
    }),
    ...(more > 0 ? [line('count.and_more', { count: more })] : []),
  ];
}

function bookLines(book: DigestBook, reader: Reader | undefined): Line[] {
  const { due, unreviewed, needSecondApproval, held } = book;
  const { say } = speakTo(reader);
  const counted = ({ rewards, total }: DigestBook['held']) => ({ count: rewards, sum: formatMoney(total, reader) });
  const facts = [
    say('count.rewards', { count: due.rewards }),
    say('count.partners', { count: due.partners }),
    ...(unreviewed.rewards > 0 ? [say('digest.count_unreviewed', counted(unreviewed))] : []),
    ...(needSecondApproval.rewards > 0 ? [say('digest.count_need_second_approval', counted(needSecondApproval))] : []),
    ...(held.rewards > 0 ? [say('digest.count_held', counted(held))] : []),
  ];
  return [
    [words(`${due.total.currency}  `), bold(formatMoney(due.total, reader)), words(` · ${facts.join(' · ')}`)],
    ...(book.carriedForward.length > 0 ? [carriedLine(book, reader)] : []),
  ];
}

function carriedLine({ carriedForward, minimumPayout }: DigestBook, reader: Reader | undefined): Line {
  const { say, line, and } = speakTo(reader);
  const named = carriedForward
    .slice(0, MOST_CARRIED)
    .map(({ partner, total }) => `${nameInLine(partner.name, 40)} ${formatMoney(total, reader)}`);
  const more = carriedForward.length - named.length;
  const partners = and(more > 0 ? [...named, say('count.more', { count: more })] : named);
  const facts = { count: carriedForward.length, partners };
  if (!minimumPayout) return line('digest.carried_for_balance', facts);
  return line('digest.carried_below_minimum', { ...facts, minimum: formatMoney(minimumPayout, reader) });
}

function linesOf(
  list: DigestList,
  lineOf: (item: DigestItem, reader?: Reader) => Line,
  { most = list.items.length, reader }: { readonly most?: number; readonly reader?: Reader | undefined },
): Line[] {
  const shown = list.items.slice(0, most);
  const more = list.count - shown.length;
  return [
    ...shown.map((item) => lineOf(item, reader)),
    ...(more > 0 ? [speakTo(reader).line('count.and_more', { count: more })] : []),
  ];
}

function itemLine({ number, partnerName, amount, link }: DigestItem, reader: Reader | undefined): Line {
  const name = nameInLine(partnerName, 40);
  return [linked(rewardNumber(number), link), words(` · ${name} · `), bold(formatMoney(amount, reader))];
}

function unreviewedLine(item: DigestItem, reader?: Reader): Line {
  const created = speakTo(reader).line('digest.created', { when: instant(item.createdAt, reader) });
  return [...itemLine(item, reader), words(' · '), ...created];
}

/** Which of its approvals are still to come. */
function secondApprovalLine(item: DigestItem, reader?: Reader): Line {
  const { line } = speakTo(reader);
  const first = item.firstApprovedBy;
  const given = first
    ? line('queue_row.first_approval_by', { needed: 2, who: person(first, reader) })
    : line('reward_card.needs_approvals', { needed: 2 });
  return [...itemLine(item, reader), words(' · '), ...given];
}

function heldLine(item: DigestItem, reader?: Reader): Line {
  const { say, line } = speakTo(reader);
  const { owner, reviewBy } = item;
  return [
    ...itemLine(item, reader),
    ...(owner ? [words(' · '), ...line('event_detail.owner', { who: person(owner, reader) })] : []),
    ...(reviewBy ? [words(` · ${say('event_detail.review_by', { day: formatDay(reviewBy, reader) })}`)] : []),
  ];
}

function inBlocks(lines: readonly Line[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (let from = 0; from < lines.length; from += PER_BLOCK)
    blocks.push(...factLines(...lines.slice(from, from + PER_BLOCK)));
  return blocks;
}
