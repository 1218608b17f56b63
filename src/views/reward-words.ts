import type { ContextBlock } from '@slack/types';
import type { InvoiceStatus } from '../domain/invoice.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { CustomerName, InvoicePlace, PartnerName, RewardCard } from '../domain/shown.js';
import { context, instant, type Line, linked, plain, words } from './blocks.js';
import { formatMoney, formatMonth, nameInLine, oneLine, shorten } from './text.js';

/** What leads to the message that a reward is for. */
export const FROM_A_MESSAGE = 'From a message ↗';

/** `acme-growth · Gold` */
export function keyAndGroup({ key, group }: PartnerName): string {
  return [key, group]
    .filter((part) => part !== undefined)
    .map((part) => shorten(oneLine(part), 200))
    .join(' · ');
}

/** `Initech · cus-889` */
export function nameAndKey({ name, key }: Pick<CustomerName, 'name' | 'key'>): string {
  return key ? `${nameInLine(name)} · ${oneLine(key)}` : nameInLine(name);
}

/** `R-1042 · Acme Growth GmbH · $1,250.50`: which reward a form is about. */
export function nameReward(card: Pick<RewardCard, 'number' | 'partner' | 'amount'>, reader?: Reader): string {
  const name = nameInLine(card.partner.name, 200);
  return `${rewardNumber(card.number)} · ${name} · ${formatMoney(card.amount, reader)}`;
}

/** A form's first line. */
export function rewardLine(card: RewardCard, reader?: Reader): ContextBlock {
  return context(plain(nameReward(card, reader)));
}

export const INVOICE_STATUS_WORDS: Readonly<Record<InvoiceStatus, string>> = {
  in_review: 'in review',
  paused: 'paused',
  finalised: 'finalised',
  paid: 'paid',
  failed: 'payment failed',
  void: 'void',
};

/** Where the money is: the invoice that a reward is on, or will go on. No line where it goes on none. */
export function placeLines(place: InvoicePlace, reader?: Reader): Line[] {
  if (place.kind === 'none') return [];
  if (place.kind === 'expected') {
    const goes = place.needsApproval ? 'Without a yes it stays off' : 'Goes on';
    return [
      [
        words(`${goes} the ${formatMonth(place.month, reader)} invoice, cut `),
        instant(place.closesAt, reader),
        words(` (the month's end in ${place.timeZone})`),
      ],
    ];
  }
  const status = place.status === 'paid' ? '' : `, ${INVOICE_STATUS_WORDS[place.status]}`;
  return [
    [words('On invoice '), linked(place.number, place.link), words(` · ${formatMonth(place.month, reader)}${status}`)],
  ];
}

/** ` · on the November 2026 invoice`, after a decision. */
export function placeWords(place: InvoicePlace): string {
  if (place.kind === 'none' || (place.kind === 'expected' && place.needsApproval)) return '';
  return ` · on the ${formatMonth(place.month)} invoice`;
}
