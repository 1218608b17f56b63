import type { KnownBlock, SectionBlock } from '@slack/types';
import type { PartnerEarnings } from '../../domain/home-parts.js';
import type { PartnerView } from '../../domain/partner-view.js';
import type { Reader } from '../../domain/reader.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { askButton } from '../ask-button.js';
import { factLines, header, type Line, plain } from '../blocks.js';
import { formatMoney, formatSums } from '../formats.js';
import { partnerFacts } from '../partner-notice.js';
import { speakTo } from '../speak.js';
import { nameInLine, oneLine, shorten } from '../text.js';
import { buildPageControls } from './pages.js';

/** What the partners earned that somebody is a contact of, each apart (SPEC 5). */
export function buildEarnings({ earnings }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!earnings) return [];
  return [
    ...earnings.page.rows.flatMap((partner) => partnerBlocks(partner, reader)),
    ...buildPageControls(earnings.page, { list: 'partners', total: earnings.partners }, reader),
  ];
}

export function earningsTitle({ partner }: PartnerEarnings, reader?: Reader): string {
  return `${speakTo(reader).say('earned.title')} · ${nameInLine(partner, 100)}`;
}

/** Available, projected and paid, and how many rewards that is. */
export function earningsLines({ available, projected, paid, rewards }: PartnerEarnings, reader?: Reader): Line[] {
  const { line } = speakTo(reader);
  if (rewards === 0) return [line('earned.none')];
  const sums = [
    ['available', available],
    ['projected', projected],
    ['paid', paid],
  ] as const;
  return sums.map(([what, moneys]) =>
    moneys.length > 0
      ? line(`earned_sums.${what}`, { sums: formatSums(moneys, reader) })
      : line(`earned_nothing.${what}`),
  );
}

/** One reward as its partner is told of it. */
export function earningWords(view: PartnerView, reader?: Reader): string {
  const { reward, status, amount, description, corrects, declined } = view;
  const { say } = speakTo(reader);
  const what = shorten(oneLine(description), 150);
  const said = declined?.words ? [say('common.quoted', { text: shorten(oneLine(declined.words), 120) })] : [];
  return [
    `${formatMoney(amount, reader)} · ${reward} · ${say(`reward_status.${status}`)}`,
    corrects ? say('earned.takes_back', { reward: corrects, description: what }) : what,
    shorten([...partnerFacts(view, reader), ...said].map(oneLine).join(' · '), 400),
  ]
    .filter(Boolean)
    .join('\n');
}

function partnerBlocks(earnings: PartnerEarnings, reader: Reader | undefined): KnownBlock[] {
  const { partnerId, partner, rewards, page } = earnings;
  const whose = { partnerId, name: nameInLine(partner, 40) };
  return [
    header(earningsTitle(earnings, reader)),
    ...factLines(...earningsLines(earnings, reader)),
    ...page.rows.map((row) => rewardBlock(row, reader)),
    ...buildPageControls(page, { list: 'rewards', total: rewards, whose }, reader),
  ];
}

function rewardBlock(
  { rewardId, view }: PartnerEarnings['page']['rows'][number],
  reader: Reader | undefined,
): SectionBlock {
  return { type: 'section', text: plain(earningWords(view, reader)), accessory: askButton({ rewardId, view }, reader) };
}
