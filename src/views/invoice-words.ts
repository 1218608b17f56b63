import type { ContextBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet, PartnerShare } from '../domain/shown-invoice.js';
import { bold, context, type Line, plain, words } from './blocks.js';
import { formatMoney, formatMonth } from './formats.js';
import { keyAndGroup } from './reward-words.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

/** `INV-2026-0007 · November 2026 · USD` */
export function invoiceTitle(
  { number, month, total }: Pick<InvoiceSheet, 'number' | 'month' | 'total'>,
  reader?: Reader,
): string {
  return `${number} · ${formatMonth(month, reader)} · ${total.currency}`;
}

/** A form's first line. */
export function invoiceLine(sheet: InvoiceSheet, reader?: Reader): ContextBlock {
  return context(plain(`${invoiceTitle(sheet, reader)} · ${formatMoney(sheet.total, reader)}`));
}

/** `Acme Growth GmbH  $5,200.50` */
export function shareLine({ partner, total }: PartnerShare, reader?: Reader): Line {
  return [words(`${nameInLine(partner.name, 100)}  `), bold(formatMoney(total, reader))];
}

/** `Acme Growth GmbH  $5,200.50 · 3 rewards · acme-growth · Gold` */
export function shareDetails(share: PartnerShare, reader?: Reader): Line {
  const { say } = speakTo(reader);
  const { rewards, unreviewed } = share;
  const unseen = unreviewed ? ` · ⚠ ${say('invoice.not_reviewed', { count: unreviewed })}` : '';
  const details = `${say('count.rewards', { count: rewards })} · ${keyAndGroup(share.partner)}${unseen}`;
  return [...shareLine(share, reader), words(` · ${details}`)];
}
