import type { Reader } from '../domain/reader.js';
import type { CarriedNotice } from '../domain/shown-invoice.js';
import { context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { formatMoney, formatMonth } from './formats.js';
import { footerOf } from './partner-notice.js';
import { speakTo } from './speak.js';

/** Tells a partner that a month is not paid, since it came to less than is paid out: one message a month. */
export function buildCarriedNotice(notice: CarriedNotice, reader?: Reader): MessageContent {
  const { rewards, total, minimum } = notice;
  const { say, line } = speakTo(reader);
  const month = formatMonth(notice.month, reader);
  const sum = formatMoney(total, reader);
  const next = formatMonth(notice.next, reader);
  const title = say('carried_month.title', { amount: sum, next });
  const facts = { month, count: rewards };
  const lines: Line[] = minimum
    ? [
        line('carried_month.below_minimum', { ...facts, minimum: formatMoney(minimum, reader) }),
        line('carried_month.nothing_lost'),
      ]
    : [line('carried_month.balance', { ...facts, sum }), line('carried_month.made_up_for')];
  const footer = footerOf([month], notice, reader);
  return {
    text: sayLines([[words(title)], ...lines, [words(footer)]]),
    blocks: [header(title), ...factLines(...lines), context(plain(footer))],
  };
}
