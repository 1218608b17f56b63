import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, factLines, modal, plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { ACTION } from './ids.js';
import { invoiceTitle, shareDetails } from './invoice-words.js';
import { speakTo } from './speak.js';
import { shorten } from './text.js';

const PER_PAGE = 40;
// One block for all could grow past what Slack takes in one.
const PER_BLOCK = 10;

const pageRef = z.object({ invoiceId: z.uuid(), page: z.int().min(0) });
export type InvoicePageRef = z.infer<typeof pageRef>;

/** Every partner's share of an invoice. Pages count from 0; one past the last shows the last. */
export function buildInvoicePartners(sheet: InvoiceSheet, page: number, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  const last = Math.max(0, Math.ceil(sheet.shares.length / PER_PAGE) - 1);
  const at = Math.min(Math.max(0, page), last);
  const shown = sheet.shares.slice(at * PER_PAGE, (at + 1) * PER_PAGE).map((share) => shareDetails(share, reader));
  const shares: KnownBlock[] = [];
  for (let from = 0; from < shown.length; from += PER_BLOCK) {
    shares.push(...factLines(...shown.slice(from, from + PER_BLOCK)));
  }
  const summary = [say('count.partners', { count: sheet.shares.length }), formatMoney(sheet.total, reader)];
  const pageOf = last > 0 ? [say('invoice_page.page_of', { page: at + 1, pages: last + 1 })] : [];
  return modal({
    title: say('invoice.all_partners'),
    reader,
    blocks: [
      context(plain(invoiceTitle(sheet, reader))),
      context(plain([...summary, ...pageOf].join(' · '))),
      ...shares,
      ...turning(sheet, { at, last }, reader),
    ],
  });
}

/** The value of a page button: `<invoice id>:<page>`. */
export function readInvoicePage(value: string | undefined): InvoicePageRef {
  const [invoiceId, page] = (value ?? '').split(':');
  return pageRef.parse({ invoiceId, page: Number(page) });
}

function turning(
  sheet: InvoiceSheet,
  { at, last }: { readonly at: number; readonly last: number },
  reader: Reader | undefined,
): KnownBlock[] {
  const buttons = [
    ...(at > 0 ? [pageButton(sheet, at - 1, 'previous', reader)] : []),
    ...(at < last ? [pageButton(sheet, at + 1, 'next', reader)] : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
}

function pageButton(
  { id, number }: InvoiceSheet,
  page: number,
  way: 'previous' | 'next',
  reader: Reader | undefined,
): Button {
  const { say } = speakTo(reader);
  return {
    type: 'button',
    // Both stand in one block, where Slack wants two ids.
    action_id: `${ACTION.invoicePartnersPage}:${way}`,
    text: plain(say(`page.${way}`)),
    value: `${id}:${page}`,
    accessibility_label: shorten(say(`invoice_page.${way}_spoken`, { invoice: number }), 75),
  };
}
