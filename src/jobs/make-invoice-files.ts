import { beginInvoiceCsv, writeInvoiceLines } from '../connectors/invoice-csv.js';
import { printInvoice } from '../connectors/invoice-pdf.js';
import { writePayoutCsv } from '../connectors/payout-csv.js';
import {
  type DocumentLine,
  type InvoiceDocument,
  invoiceFileName,
  mayPayOut,
  type Payout,
} from '../domain/invoice-document.js';
import type { Deps } from '../services/deps.js';
import { readInvoiceFile } from '../services/read-invoice-file.js';
import type { FileToUpload } from '../slack/upload-files.js';
import { buildInvoicePaper, MOST_PRINTED_LINES } from '../views/invoice-paper.js';

export interface InvoiceFiles {
  readonly document: InvoiceDocument;
  readonly payouts: readonly Payout[];
  readonly files: readonly [FileToUpload, ...FileToUpload[]];
  /** Why there is no PDF among them. */
  readonly notPrinted?: unknown;
}

/**
 * The files of an invoice, all of one instant: lines and paper, and while it is to be paid the payout file. Where the paper
 * cannot be printed, the others are there all the same.
 */
export async function makeInvoiceFiles(
  deps: Pick<Deps, 'db'>,
  workspaceId: string,
  invoiceId: string,
): Promise<InvoiceFiles | undefined> {
  const csv = [beginInvoiceCsv()];
  const printed: DocumentLine[] = [];
  const read = await readInvoiceFile(deps, workspaceId, invoiceId, (lines, of) => {
    csv.push(writeInvoiceLines(lines, of));
    if (of.sheet.rewards <= MOST_PRINTED_LINES) printed.push(...lines);
  });
  if (!read) return undefined;
  const { document, payouts } = read;
  const { sheet } = document;
  const paper = buildInvoicePaper(document, printed);
  const paid = mayPayOut(sheet.status)
    ? [{ name: invoiceFileName(sheet, 'payouts'), bytes: Buffer.from(writePayoutCsv(sheet.number, payouts)) }]
    : [];
  const pdf = await printInvoice(paper).then(
    (bytes) => ({ files: [{ name: invoiceFileName(sheet, 'pdf'), bytes }] }),
    (notPrinted: unknown) => ({ files: [], notPrinted }),
  );
  return {
    ...pdf,
    document,
    payouts,
    files: [{ name: invoiceFileName(sheet, 'csv'), bytes: Buffer.from(csv.join('')) }, ...pdf.files, ...paid],
  };
}
