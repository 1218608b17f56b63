import type { KnownBlock } from '@slack/types';
import type { HomeInvoices, OpenInvoice } from '../../domain/home-parts.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, type Line, linked, words } from '../blocks.js';
import { invoiceTitle } from '../invoice-words.js';
import { monthLines } from '../months-chart-alt.js';
import { INVOICE_STATUS_WORDS } from '../reward-words.js';
import { countOf, formatDay, formatMoney } from '../text.js';

/** The invoices that are not paid yet and the months before, for finance. Months are text: a screen reader reads it too. */
export function buildInvoices({ invoices }: HomeSheet): KnownBlock[] {
  if (!invoices) return [];
  return [
    header('Open invoices'),
    ...factLines(...openInvoiceLines(invoices)),
    header('Month by month'),
    ...invoices.months.flatMap((picture) => {
      const lines = monthLines(picture);
      const what = `In ${picture.currency}, the last ${countOf(picture.months.length, 'month')}`;
      return factLines([bold(what)], ...(lines.length > 0 ? lines : ['Nothing yet.']).map((line) => [words(line)]));
    }),
  ];
}

export function openInvoiceLines({ invoices, more }: HomeInvoices): Line[] {
  if (invoices.length === 0) return [[words('None. The next is cut when the month has ended.')]];
  return [...invoices.flatMap(invoiceLines), ...(more > 0 ? [[words(`and ${more} more`)]] : [])];
}

function invoiceLines(invoice: OpenInvoice): Line[] {
  const { total, rewards, link } = invoice;
  return [
    [bold(formatMoney(total)), words(' · '), linked(invoiceTitle(invoice), link)],
    [words(`${countOf(rewards, 'reward')} · ${statusWords(invoice)}`)],
  ];
}

function statusWords({ status, inReviewUntil, expectedPaymentOn }: OpenInvoice): string {
  const expected = `payment expected around ${formatDay(expectedPaymentOn)}`;
  switch (status) {
    case 'in_review':
      return `in review until ${formatDay(inReviewUntil)} · ${expected}`;
    case 'finalised':
      return `finalised · ${expected}`;
    default:
      return INVOICE_STATUS_WORDS[status];
  }
}
