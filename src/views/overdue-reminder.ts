import type { Reader } from '../domain/reader.js';
import type { OverdueInvoice, OverdueReminder } from '../domain/shown-invoice.js';
import { bold, factLines, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { formatDay, formatMoney } from './formats.js';
import { invoiceTitle } from './invoice-words.js';
import { callLine } from './reminder.js';
import { speakTo } from './speak.js';

/** Reminds finance of an overdue invoice, in the thread of its message; later on with those it escalates to (SPEC 6). */
export function buildOverdueReminder(reminder: OverdueReminder, reader?: Reader): MessageContent {
  const { finance, escalation } = reminder;
  const lines: Line[] = [
    [words(`${invoiceTitle(reminder, reader)} · `), bold(formatMoney(reminder.total, reader))],
    [bold(overdueWords(reminder, reader))],
    ...callLine(finance, 'overdue.finance', reader),
    ...callLine(escalation, 'overdue.escalated', reader),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

/** `Overdue: payment was expected on 13 December 2026` */
export function overdueWords(
  { expectedPaymentOn }: Pick<OverdueInvoice, 'expectedPaymentOn'>,
  reader?: Reader,
): string {
  return speakTo(reader).say('overdue.expected', { day: formatDay(expectedPaymentOn, reader) });
}
