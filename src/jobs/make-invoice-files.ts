import { createInvoiceFileMaker, type InvoiceRead } from '../connectors/invoice-files.js';
import { mayPayOut } from '../domain/invoice-document.js';
import type { Deps } from '../services/deps.js';
import { readInvoiceFile } from '../services/read-invoice-file.js';
import type { FileToUpload } from '../slack/upload-files.js';
import { buildInvoicePaper } from '../views/invoice-paper.js';

export interface InvoiceFiles extends InvoiceRead {
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
  const { take, make } = createInvoiceFileMaker(['csv', 'pdf', 'payouts'], buildInvoicePaper);
  const read = await readInvoiceFile(deps, workspaceId, invoiceId, take);
  if (!read) return undefined;
  const csv = await make('csv', read);
  const payouts = mayPayOut(read.document.sheet.status) ? [await make('payouts', read)] : [];
  return make('pdf', read).then(
    (pdf) => ({ ...read, files: [csv, pdf, ...payouts] }),
    (notPrinted: unknown) => ({ ...read, files: [csv, ...payouts], notPrinted }),
  );
}
