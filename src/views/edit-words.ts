import type { RewardChanges } from '../domain/history.js';
import type { Money } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import { formatMoney } from './formats.js';
import { nameInLine } from './text.js';

/** What became of what, as one line's parts: `$300.00 → $250.00`, `partner Acme → Globex`. Texts are on the card itself. */
export function editParts({ amount, partner, customer, description, note }: RewardChanges, reader?: Reader): string[] {
  return [
    ...(amount ? [`${moneyWords(amount.from, reader)} → ${moneyWords(amount.to, reader)}`] : []),
    ...(partner ? [`partner ${nameInLine(partner.from, 200)} → ${nameInLine(partner.to, 200)}`] : []),
    ...(customer ? [`customer ${customerWords(customer.from)} → ${customerWords(customer.to)}`] : []),
    ...(description ? ['another description'] : []),
    ...(note ? ['another internal note'] : []),
  ];
}

function moneyWords(
  { minor, currency }: { readonly minor: string; readonly currency: string },
  reader: Reader | undefined,
): string {
  const money: Money = { minor: BigInt(minor), currency };
  return formatMoney(money, reader);
}

function customerWords(name: string | null): string {
  return name === null ? 'none' : nameInLine(name, 200);
}
