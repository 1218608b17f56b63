import type { Reader } from '../domain/reader.js';
import type { CarriedNotice } from '../domain/shown-invoice.js';
import { context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { countOf, formatMoney, formatMonth } from './formats.js';
import { footerOf } from './partner-notice.js';

/** Tells a partner that a month was not paid, since it came to less than is paid out: one message a month. */
export function buildCarriedNotice(notice: CarriedNotice, reader?: Reader): MessageContent {
  const { rewards, total, minimum } = notice;
  const month = formatMonth(notice.month, reader);
  const title = `Carried forward to the next invoice: ${formatMoney(total, reader)}`;
  const lines: Line[] = [
    [
      words(
        `Your ${month}: ${countOf(rewards, 'reward', reader)}, below the minimum payout of ${formatMoney(minimum, reader)}`,
      ),
    ],
    [words('Nothing is lost: it is paid once your rewards come to that much together')],
  ];
  const footer = footerOf([month], notice);
  return {
    text: sayLines([[words(title)], ...lines, [words(footer)]]),
    blocks: [header(title), ...factLines(...lines), context(plain(footer))],
  };
}
