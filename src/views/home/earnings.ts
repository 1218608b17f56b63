import type { KnownBlock, SectionBlock } from '@slack/types';
import type { PartnerEarnings } from '../../domain/home-parts.js';
import type { PartnerView } from '../../domain/partner-view.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { askButton } from '../ask-button.js';
import { factLines, header, type Line, plain, words } from '../blocks.js';
import { partnerFacts } from '../partner-notice.js';
import { formatMoney, formatSums, nameInLine, oneLine, shorten } from '../text.js';
import { buildPageControls } from './pages.js';

/** What the partners earned that somebody is a contact of, each apart (SPEC 5). */
export function buildEarnings({ earnings }: HomeSheet): KnownBlock[] {
  if (!earnings) return [];
  return [
    ...earnings.page.rows.flatMap(partnerBlocks),
    ...buildPageControls(earnings.page, { list: 'partners', of: 'your partners', total: earnings.partners }),
  ];
}

export function earningsTitle({ partner }: PartnerEarnings): string {
  return `My rewards · ${nameInLine(partner, 100)}`;
}

/** Available, projected and paid, and how many rewards that is. */
export function earningsLines({ available, projected, paid, rewards }: PartnerEarnings): Line[] {
  if (rewards === 0) return [[words('No rewards yet.')]];
  const sums = [
    ['Available', available, 'approved, or on an invoice that is to be paid'],
    ['Projected', projected, 'being reviewed'],
    ['Paid', paid, undefined],
  ] as const;
  return sums.map(([what, moneys, meaning]) => [
    words(`${what}: ${moneys.length > 0 ? formatSums(moneys) : 'nothing'}${meaning ? ` (${meaning})` : ''}`),
  ]);
}

/** One reward as its partner is told of it. */
export function earningWords(view: PartnerView): string {
  const { reward, status, amount, description, corrects, declined } = view;
  const said = declined?.words ? [`“${shorten(oneLine(declined.words), 120)}”`] : [];
  return [
    `${formatMoney(amount)} · ${reward} · ${status}`,
    `${corrects ? `Takes back ${corrects}: ` : ''}${shorten(oneLine(description), 150)}`,
    shorten([...partnerFacts(view), ...said].map(oneLine).join(' · '), 400),
  ]
    .filter(Boolean)
    .join('\n');
}

function partnerBlocks(earnings: PartnerEarnings): KnownBlock[] {
  const { partnerId, partner, rewards, page } = earnings;
  const of = `rewards of ${nameInLine(partner, 40)}`;
  return [
    header(earningsTitle(earnings)),
    ...factLines(...earningsLines(earnings)),
    ...page.rows.map(rewardBlock),
    ...buildPageControls(page, { list: 'rewards', of, total: rewards, partnerId }),
  ];
}

function rewardBlock({ rewardId, view }: PartnerEarnings['page']['rows'][number]): SectionBlock {
  return { type: 'section', text: plain(earningWords(view)), accessory: askButton({ rewardId, view }) };
}
