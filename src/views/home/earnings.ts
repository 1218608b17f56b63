import type { KnownBlock, SectionBlock } from '@slack/types';
import type { PartnerEarnings } from '../../domain/home-parts.js';
import type { PartnerView } from '../../domain/partner-view.js';
import type { Reader } from '../../domain/reader.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { askButton } from '../ask-button.js';
import { factLines, header, type Line, plain, words } from '../blocks.js';
import { formatMoney, formatSums } from '../formats.js';
import { partnerFacts } from '../partner-notice.js';
import { nameInLine, oneLine, shorten } from '../text.js';
import { buildPageControls } from './pages.js';

/** What the partners earned that somebody is a contact of, each apart (SPEC 5). */
export function buildEarnings({ earnings }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!earnings) return [];
  return [
    ...earnings.page.rows.flatMap((partner) => partnerBlocks(partner, reader)),
    ...buildPageControls(earnings.page, { list: 'partners', of: 'your partners', total: earnings.partners }, reader),
  ];
}

export function earningsTitle({ partner }: PartnerEarnings): string {
  return `My rewards · ${nameInLine(partner, 100)}`;
}

/** Available, projected and paid, and how many rewards that is. */
export function earningsLines({ available, projected, paid, rewards }: PartnerEarnings, reader?: Reader): Line[] {
  if (rewards === 0) return [[words('No rewards yet.')]];
  const sums = [
    ['Available', available, 'approved, or on an invoice that is to be paid'],
    ['Projected', projected, 'being reviewed'],
    ['Paid', paid, undefined],
  ] as const;
  return sums.map(([what, moneys, meaning]) => [
    words(`${what}: ${moneys.length > 0 ? formatSums(moneys, reader) : 'nothing'}${meaning ? ` (${meaning})` : ''}`),
  ]);
}

/** One reward as its partner is told of it. */
export function earningWords(view: PartnerView, reader?: Reader): string {
  const { reward, status, amount, description, corrects, declined } = view;
  const said = declined?.words ? [`“${shorten(oneLine(declined.words), 120)}”`] : [];
  return [
    `${formatMoney(amount, reader)} · ${reward} · ${status}`,
    `${corrects ? `Takes back ${corrects}: ` : ''}${shorten(oneLine(description), 150)}`,
    shorten([...partnerFacts(view, reader), ...said].map(oneLine).join(' · '), 400),
  ]
    .filter(Boolean)
    .join('\n');
}

function partnerBlocks(earnings: PartnerEarnings, reader: Reader | undefined): KnownBlock[] {
  const { partnerId, partner, rewards, page } = earnings;
  const of = `rewards of ${nameInLine(partner, 40)}`;
  return [
    header(earningsTitle(earnings)),
    ...factLines(...earningsLines(earnings, reader)),
    ...page.rows.map((row) => rewardBlock(row, reader)),
    ...buildPageControls(page, { list: 'rewards', of, total: rewards, partnerId }, reader),
  ];
}

function rewardBlock(
  { rewardId, view }: PartnerEarnings['page']['rows'][number],
  reader: Reader | undefined,
): SectionBlock {
  return { type: 'section', text: plain(earningWords(view, reader)), accessory: askButton({ rewardId, view }, reader) };
}
