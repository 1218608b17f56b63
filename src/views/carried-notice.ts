import type { Reader } from '../domain/reader.js';
import type { CarriedNotice } from '../domain/shown-invoice.js';
import { context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { formatMoney, formatMonth } from './formats.js';
import { footerOf } from './partner-notice.js';
import { speakTo } from './speak.js';

/** Tells a partner that a month was not paid, since it came to less than is paid out: one message a month. */
export function buildCarriedNotice(notice: CarriedNotice, reader?: Reader): MessageContent {
  const { rewards, total, minimum } = notice;
  const { say, line } = speakTo(reader);
  const month = formatMonth(notice.month, reader);
  const title = say('carried_month.title', { amount: formatMoney(total, reader) });
  const lines: Line[] = [
    line('carried_month.below_minimum', { month, count: rewards, minimum: formatMoney(minimum, reader) }),
    line('carried_month.nothing_lost'),
  ];
  const footer = footerOf([month], notice, reader);
  return {
    text: sayLines([[words(title)], ...lines, [words(footer)]]),
    blocks: [header(title), ...factLines(...lines), context(plain(footer))],
  };
}
