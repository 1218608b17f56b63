import type { Reader } from '../domain/reader.js';
import type { LateNotice } from '../domain/shown-invoice.js';
import { context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { formatDayOfYear, formatMoney, formatMonth } from './formats.js';
import { footerOf } from './partner-notice.js';
import { speakTo } from './speak.js';

/** Tells a partner that the payment of a month is late: one message per partner and invoice (SPEC 5). */
export function buildLateNotice(notice: LateNotice, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const title = say('late_payment.title', { amount: formatMoney(notice.total, reader) });
  const month = formatMonth(notice.month, reader);
  const lines: Line[] = [
    line('told_fact.late', { day: formatDayOfYear(notice.expectedPaymentOn, reader) }),
    line('late_payment.month', { month, count: notice.rewards }),
  ];
  const footer = footerOf([notice.invoice, month], notice, reader);
  return {
    text: sayLines([[words(title)], ...lines, [words(footer)]]),
    blocks: [header(title), ...factLines(...lines), context(plain(footer))],
  };
}
