import type { ImageBlock, KnownBlock } from '@slack/types';
import type { HomeChart, HomeInvoices, OpenInvoice } from '../../domain/home-parts.js';
import type { Reader } from '../../domain/reader.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, type Line, linked, plain, words } from '../blocks.js';
import { countOf, formatCount, formatDay, formatMoney } from '../formats.js';
import { invoiceTitle } from '../invoice-words.js';
import { monthLines } from '../months-chart-alt.js';
import { speakTo } from '../speak.js';
import { oneLine, shorten } from '../text.js';

const ALT_LENGTH = 2_000;

/** The invoices that are not paid yet and the months before, for finance. Months are text: a screen reader reads it too. */
export function buildInvoices({ invoices }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!invoices) return [];
  return [
    header('Open invoices'),
    ...factLines(...openInvoiceLines(invoices, reader)),
    header('Month by month'),
    ...invoices.months.flatMap((picture) => {
      const lines = monthLines(picture, reader);
      const what = `In ${picture.currency}, the last ${countOf(picture.months.length, 'month')}`;
      return [
        ...invoices.charts
          .filter(({ currency }) => currency === picture.currency)
          .map((chart) => buildChart(chart, reader)),
        ...factLines([bold(what)], ...(lines.length > 0 ? lines : ['Nothing yet.']).map((line) => [words(line)])),
      ];
    }),
  ];
}

/** As the finance channel was shown it, and of which day that is. What it says, the lines below say as it is now. */
function buildChart({ fileId, currency, until, altText }: HomeChart, reader: Reader | undefined): ImageBlock {
  return {
    type: 'image',
    slack_file: { id: fileId },
    title: plain(`The months until ${formatDay(until, reader)}, in ${currency}`),
    alt_text: shorten(oneLine(altText), ALT_LENGTH) || 'The months as a picture',
  };
}

export function openInvoiceLines({ invoices, more }: HomeInvoices, reader?: Reader): Line[] {
  if (invoices.length === 0) return [[words('None. The next is cut when the month has ended.')]];
  return [
    ...invoices.flatMap((invoice) => invoiceLines(invoice, reader)),
    ...(more > 0 ? [[words(`and ${formatCount(more, reader)} more`)]] : []),
  ];
}

function invoiceLines(invoice: OpenInvoice, reader: Reader | undefined): Line[] {
  const { total, rewards, link } = invoice;
  return [
    [bold(formatMoney(total, reader)), words(' · '), linked(invoiceTitle(invoice, reader), link)],
    [words(`${countOf(rewards, 'reward', reader)} · ${statusWords(invoice, reader)}`)],
  ];
}

function statusWords({ status, inReviewUntil, expectedPaymentOn }: OpenInvoice, reader: Reader | undefined): string {
  const expected = `payment expected around ${formatDay(expectedPaymentOn, reader)}`;
  switch (status) {
    case 'in_review':
      return `in review until ${formatDay(inReviewUntil, reader)} · ${expected}`;
    case 'finalised':
      return `finalised · ${expected}`;
    default:
      return speakTo().say(`invoice_status.${status}`);
  }
}
