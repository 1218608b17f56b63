import type { ContextBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { CustomerName, InvoicePlace, PartnerName, RewardCard } from '../domain/shown.js';
import { context, instant, type Line, linked, plain } from './blocks.js';
import { formatMoney, formatMonth } from './formats.js';
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

/** What leads to the message that a reward is for. */
export function evidenceLine(url: string, reader?: Reader): Line {
  return [linked(speakTo(reader).say('reward.from_a_message'), url)];
}

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

/** Where the money is: the invoice that a reward is on, or will go on. No line where it goes on none. */
export function placeLines(place: InvoicePlace, reader?: Reader): Line[] {
  const { say, line } = speakTo(reader);
  if (place.kind === 'none') return [];
  const month = formatMonth(place.month, reader);
  if (place.kind === 'expected') {
    return [line(`place.${goesOn(place)}`, { month, cut: instant(place.closesAt, reader), zone: place.timeZone })];
  }
  const invoice = linked(place.number, place.link);
  if (place.status === 'paid') return [line('place.on_paid_invoice', { invoice, month })];
  const on = place.isOverdue ? 'place.on_overdue_invoice' : 'place.on_invoice';
  return [line(on, { invoice, month, status: say(`invoice_status.${place.status}`) })];
}

/** On which condition a reward goes on the invoice of its month. */
export function goesOn({ needsApproval, needsSecondApproval }: Extract<InvoicePlace, { kind: 'expected' }>) {
  if (needsSecondApproval) return 'goes_on_with_both';
  return needsApproval ? 'goes_on_if_approved' : 'goes_on';
}

/** ` · on the November 2026 invoice`, after a decision. */
export function placeWords(place: InvoicePlace, reader?: Reader): string {
  if (place.kind === 'none' || (place.kind === 'expected' && place.needsApproval)) return '';
  return ` · ${speakTo(reader).say('place.after_decision', { month: formatMonth(place.month, reader) })}`;
}
