import type { InvoiceSheet, PartnerShare } from '../domain/shown-invoice.js';
import { bold, type Line, words } from './blocks.js';
import { keyAndGroup } from './reward-words.js';
import { countOf, formatMoney, formatMonth, nameInLine } from './text.js';

/** `INV-2026-0007 · November 2026 · USD` */
export function invoiceTitle({ number, month, total }: Pick<InvoiceSheet, 'number' | 'month' | 'total'>): string {
  return `${number} · ${formatMonth(month)} · ${total.currency}`;
}

/** `Acme Growth GmbH  $5,200.50` */
export function shareLine({ partner, total }: PartnerShare): Line {
  return [words(`${nameInLine(partner.name, 100)}  `), bold(formatMoney(total))];
}

/** `Acme Growth GmbH  $5,200.50 · 3 rewards · acme-growth · Gold` */
export function shareDetails(share: PartnerShare): Line {
  const unseen = share.unreviewed ? ` · ⚠ ${share.unreviewed.toLocaleString('en')} not reviewed` : '';
  const details = `${countOf(share.rewards, 'reward')} · ${keyAndGroup(share.partner)}${unseen}`;
  return [...shareLine(share), words(` · ${details}`)];
}
