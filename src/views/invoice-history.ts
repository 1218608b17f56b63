import type { ModalView, RichTextBlock } from '@slack/types';
import type { InvoiceEvent } from '../domain/history.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain, quote, richText, section } from './blocks.js';
import { invoiceEventLine, saidWith } from './invoice-event-words.js';
import { invoiceTitle } from './invoice-words.js';
import { newestThatFit } from './newest-that-fit.js';
import { formatMoney } from './text.js';

/** Everything that happened to an invoice, oldest first; where that is too much for one modal, the newest of it. */
export function buildInvoiceHistory(sheet: InvoiceSheet, history: readonly InvoiceEvent[]): ModalView {
  return modal({
    title: sheet.number,
    blocks: [
      context(plain(`${invoiceTitle(sheet)} · ${formatMoney(sheet.total)}`)),
      ...newestThatFit(history.map(eventBlock)),
    ],
  });
}

function eventBlock(event: InvoiceEvent): RichTextBlock {
  const line = section(invoiceEventLine(event));
  const said = saidWith(event);
  return said ? richText(line, quote(said, 1000)) : richText(line);
}
