import { canStillChange } from '../domain/invoice.js';
import { type InvoiceDocument, mayPayOut, type Payout } from '../domain/invoice-document.js';
import { factLines, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { countOf, formatDay } from './formats.js';

/** The sentence above an invoice's files, in mrkdwn: the bot's own words, with nobody's text in them. */
export function buildFilesComment({ sheet }: InvoiceDocument, payouts: readonly Payout[], isPrinted: boolean): string {
  const { number } = sheet;
  const both = isPrinted ? 'as a table and as a PDF' : 'as a table';
  const paper = isPrinted ? '' : ` The PDF could not be printed. To try again: ${commandFor(number, 'pdf')}`;
  if (canStillChange(sheet.status)) {
    const until = sheet.status === 'in_review' ? ` In review until ${formatDay(sheet.inReviewUntil)}.` : '';
    return `The lines of ${number} ${both}.${until} What leaves it or is added meanwhile is not in these files; the final ones follow.${paper}`;
  }
  if (!mayPayOut(sheet.status)) return `${number} is final: its lines ${both}.${paper}`;
  const unknown = payouts.filter(({ email }) => !email).length;
  const missing =
    unknown > 0 ? ` In it ${countOf(unknown, 'partner')} ${unknown === 1 ? 'has' : 'have'} no e-mail.` : '';
  return `${number} is final: its lines ${both}, and the payout file with ${countOf(payouts.length, 'payment')}.${missing}${paper}`;
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
): MessageContent {
  const lines: Line[] = [
    [words(`⚠ ${problemOf(trouble)}`)],
    [words(remedyOf(trouble))],
    [words(commandOf(number, stage))],
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

/** What becomes of that once they are here. */
export function buildFilesHere(): MessageContent {
  const line: Line = [words('The files of this invoice could not be put here at first. They are in this thread now.')];
  return { text: sayLines([line]), blocks: factLines(line) };
}

/** Said below the files of an invoice that was voided after they came. */
export function buildVoidFilesNote(number: string): MessageContent {
  const line: Line = [words(`⚠ ${number} is void: do not use its files, least of all the payout file.`)];
  return { text: sayLines([line]), blocks: factLines(line) };
}

function problemOf(trouble: FilesTrouble): string {
  if (trouble.kind === 'unclear') return 'Slack did not say whether the files of this invoice arrived.';
  if (trouble.code === 'missing_scope')
    return 'The files of this invoice cannot be put here: the app may not upload files (scope files:write).';
  return `The files of this invoice cannot be put here: Slack refuses them (${trouble.code}).`;
}

function remedyOf(trouble: FilesTrouble): string {
  if (trouble.kind === 'unclear') return 'If they are not in this thread, they were lost on the way.';
  if (trouble.code === 'missing_scope')
    return 'For an admin: add files:write under OAuth & Permissions in the settings of the Slack app and install it again. The files then come within the hour.';
  return 'For an admin: see what the workspace allows about files. Once it allows them, they come within the hour.';
}

/** Nothing is paid out of an invoice in review, so it has no payout file. */
function commandOf(number: string, stage: 'review' | 'final'): string {
  return `They are always at the command line: ${commandFor(number, 'pdf')} (or csv${stage === 'final' ? ', payouts' : ''})`;
}

function commandFor(number: string, format: string): string {
  return `npm run rewards -- invoices export ${number} --format ${format}`;
}
