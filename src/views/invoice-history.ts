import type { ModalView, RichTextBlock } from '@slack/types';
import type { InvoiceEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { modal, quote, richText, section } from './blocks.js';
import { invoiceEventLine, saidWith } from './invoice-event-words.js';
import { invoiceLine } from './invoice-words.js';
import { newestThatFit } from './newest-that-fit.js';

/** Everything that happened to an invoice, oldest first; where that is too much for one modal, the newest of it. */
export function buildInvoiceHistory(sheet: InvoiceSheet, history: readonly InvoiceEvent[], reader?: Reader): ModalView {
  return modal({
    title: sheet.number,
    reader,
    blocks: [
      invoiceLine(sheet, reader),
      ...newestThatFit(
        history.map((event) => eventBlock(event, reader)),
        { reader },
      ),
    ],
  });
}

function eventBlock(event: InvoiceEvent, reader: Reader | undefined): RichTextBlock {
  const line = section(invoiceEventLine(event, reader));
  const said = saidWith(event);
  return said ? richText(line, quote(said, 1000)) : richText(line);
}
