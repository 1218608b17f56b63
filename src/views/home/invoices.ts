import type { ImageBlock, KnownBlock } from '@slack/types';
import type { HomeChart, HomeInvoices, OpenInvoice } from '../../domain/home-parts.js';
import type { Reader } from '../../domain/reader.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, type Line, linked, plain, words } from '../blocks.js';
import { formatDay, formatMoney } from '../formats.js';
import { invoiceTitle } from '../invoice-words.js';
import { monthLines } from '../months-chart-alt.js';
import { overdueWords } from '../overdue-reminder.js';
import { speakTo } from '../speak.js';
import { oneLine, shorten } from '../text.js';

const ALT_LENGTH = 2_000;

/** The invoices that are not paid yet and the months before, for finance. Months are text: a screen reader reads it too. */
export function buildInvoices({ invoices }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!invoices) return [];
  const { say } = speakTo(reader);
  return [
    header(say('open_invoices.title')),
    ...factLines(...openInvoiceLines(invoices, reader)),
    header(say('home_months.title')),
    ...invoices.months.flatMap((picture) => {
      const lines = monthLines(picture, reader);
      const what = say('home_months.last', { currency: picture.currency, count: picture.months.length });
      return [
        ...invoices.charts
          .filter(({ currency }) => currency === picture.currency)
          .map((chart) => buildChart(chart, reader)),
        ...factLines(
          [bold(what)],
          ...(lines.length > 0 ? lines : [say('home_months.nothing')]).map((line) => [words(line)]),
        ),
      ];
    }),
  ];
}

/** As the finance channel was shown it, and of which day that is. What it says, the lines below say as it is now. */
function buildChart({ fileId, currency, until, altText }: HomeChart, reader: Reader | undefined): ImageBlock {
  const { say } = speakTo(reader);
  return {
    type: 'image',
    slack_file: { id: fileId },
    title: plain(say('home_months.chart', { day: formatDay(until, reader), currency })),
    alt_text: shorten(oneLine(altText), ALT_LENGTH) || say('home_months.chart_aloud'),
  };
}

export function openInvoiceLines({ invoices, more }: HomeInvoices, reader?: Reader): Line[] {
  const { line } = speakTo(reader);
  if (invoices.length === 0) return [line('open_invoices.none')];
  return [
    ...invoices.flatMap((invoice) => invoiceLines(invoice, reader)),
    ...(more > 0 ? [line('count.and_more', { count: more })] : []),
  ];
}

function invoiceLines(invoice: OpenInvoice, reader: Reader | undefined): Line[] {
  const { total, rewards, link } = invoice;
  return [
    [bold(formatMoney(total, reader)), words(' · '), linked(invoiceTitle(invoice, reader), link)],
    [
      words(`${speakTo(reader).say('count.rewards', { count: rewards })} · ${statusWords(invoice, reader)}`),
      ...(invoice.isOverdue ? [words(' · '), bold(overdueWords(invoice, reader))] : []),
    ],
  ];
}

/** When it is expected to be paid is said while that day is ahead, of what is not stopped. */
function statusWords(invoice: OpenInvoice, reader: Reader | undefined): string {
  const { status, inReviewUntil, expectedPaymentOn, isOverdue } = invoice;
  const { say } = speakTo(reader);
  const day = formatDay(expectedPaymentOn, reader);
  const expected = isOverdue ? '' : ` · ${say('invoice.payment_expected', { day })}`;
  switch (status) {
    case 'in_review':
      return `${say('open_invoice.in_review_until', { day: formatDay(inReviewUntil, reader) })}${expected}`;
    case 'finalised':
      return `${say('invoice_status.finalised')}${expected}`;
    default:
      return say(`invoice_status.${status}`);
  }
}
