import type { RewardChanges } from '../domain/history.js';
import type { Money } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import { formatMoney } from './formats.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

/** What became of what, as one line's parts: `$300.00 → $250.00`, `partner Acme → Globex`. Texts are on the card itself. */
export function editParts({ amount, partner, customer, description, note }: RewardChanges, reader?: Reader): string[] {
  const { say } = speakTo(reader);
  const nameOf = (name: string | null) => (name === null ? say('event_detail.no_customer') : nameInLine(name, 200));
  return [
    ...(amount ? [`${moneyWords(amount.from, reader)} → ${moneyWords(amount.to, reader)}`] : []),
    ...(partner ? [say('event_detail.partner', { from: nameOf(partner.from), to: nameOf(partner.to) })] : []),
    ...(customer ? [say('event_detail.customer', { from: nameOf(customer.from), to: nameOf(customer.to) })] : []),
    ...(description ? [say('event_detail.description')] : []),
    ...(note ? [say('event_detail.note')] : []),
  ];
}

function moneyWords(
  { minor, currency }: { readonly minor: string; readonly currency: string },
  reader: Reader | undefined,
): string {
  const money: Money = { minor: BigInt(minor), currency };
  return formatMoney(money, reader);
}
