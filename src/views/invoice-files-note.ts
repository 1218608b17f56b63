import { canStillChange } from '../domain/invoice.js';
import { type InvoiceDocument, mayPayOut, type Payout } from '../domain/invoice-document.js';
import type { Reader } from '../domain/reader.js';
import { factLines, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { commandLine } from './command-line.js';
import { formatDay } from './formats.js';
import { speakTo } from './speak.js';

/** The sentences above an invoice's files, in mrkdwn: the bot's own words, with nobody's text in them. */
export function buildFilesComment(
  { sheet }: InvoiceDocument,
  payouts: readonly Payout[],
  isPrinted: boolean,
  reader?: Reader,
): string {
  const { say } = speakTo(reader);
  const { number: invoice, status } = sheet;
  const as = isPrinted ? 'table_and_pdf' : 'table';
  const command = commandFor(invoice, 'pdf');
  const paper = isPrinted ? [] : [say('files.not_printed', { command })];
  if (canStillChange(status)) {
    const until = { day: formatDay(sheet.inReviewUntil, reader) };
    return [
      say(`files_open.${as}`, { invoice }),
      ...(status === 'in_review' ? [say('files.in_review_until', until)] : []),
      say('files.what_changes'),
      ...paper,
    ].join(' ');
  }
  if (!mayPayOut(status)) return [say(`files_final.${as}`, { invoice }), ...paper].join(' ');
  const unknown = payouts.filter(({ email }) => !email).length;
  return [
    say(`files_payable.${as}`, { invoice, count: payouts.length }),
    ...(unknown > 0 ? [say('files.no_email', { count: unknown })] : []),
    ...paper,
  ].join(' ');
}

/** Why the files are not here. `refused` is Slack's own word. */
export type FilesTrouble =
  | { readonly kind: 'refused'; readonly code: string }
  /** Slack did not say whether they arrived, and nobody may look. */
  | { readonly kind: 'unclear' };

/** Said once in the thread of the invoice's message, where its files should be. */
export function buildFilesTrouble(
  { number, stage }: { readonly number: string; readonly stage: 'review' | 'final' },
  trouble: FilesTrouble,
  reader?: Reader,
): MessageContent {
  const lines: Line[] = [
    [words(`⚠ ${problemOf(trouble, reader)}`)],
    [words(remedyOf(trouble, reader))],
    [words(commandOf(number, stage, reader))],
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

/** What becomes of that once they are here. */
export function buildFilesHere(reader?: Reader): MessageContent {
  const line = speakTo(reader).line('files.here_now');
  return { text: sayLines([line]), blocks: factLines(line) };
}

/** Said below the files of an invoice that was voided after they came. */
export function buildVoidFilesNote(number: string, reader?: Reader): MessageContent {
  const line: Line = [words(`⚠ ${speakTo(reader).say('files.void', { invoice: number })}`)];
  return { text: sayLines([line]), blocks: factLines(line) };
}

const SCOPE = 'files:write';
/** What Slack calls it, in its English. */
const SCOPES_PAGE = 'OAuth & Permissions';

function problemOf(trouble: FilesTrouble, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  if (trouble.kind === 'unclear') return say('files_problem.unclear');
  if (trouble.code === 'missing_scope') return say('files_problem.missing_scope', { scope: SCOPE });
  return say('files_problem.refused', { code: trouble.code });
}

function remedyOf(trouble: FilesTrouble, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  if (trouble.kind === 'unclear') return say('files_remedy.unclear');
  if (trouble.code !== 'missing_scope') return say('files_remedy.refused');
  return say('files_remedy.missing_scope', { scope: SCOPE, page: SCOPES_PAGE });
}

/** Nothing is paid out of an invoice in review, so it has no payout file. */
function commandOf(number: string, stage: 'review' | 'final', reader: Reader | undefined): string {
  const formats = ['csv', ...(stage === 'final' ? ['payouts'] : [])].join(', ');
  return speakTo(reader).say('files.at_the_command_line', { command: commandFor(number, 'pdf'), formats });
}

function commandFor(number: string, format: string): string {
  return commandLine('invoices', 'export', number, '--format', format);
}
