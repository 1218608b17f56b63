import {
  type DocumentLine,
  type FileFormat,
  type InvoiceDocument,
  type InvoicePaper,
  invoiceFileName,
  MOST_PRINTED_LINES,
  type Payout,
} from '../domain/invoice-document.js';
import { beginInvoiceCsv, writeInvoiceLines } from './invoice-csv.js';
import { printInvoice } from './invoice-pdf.js';
import { writePayoutCsv } from './payout-csv.js';

/** What an invoice says beside its lines. */
export interface InvoiceRead {
  readonly document: InvoiceDocument;
  readonly payouts: readonly Payout[];
}

export interface InvoiceFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Makes files of an invoice that is read page by page, and keeps of its lines only what they need. */
export interface InvoiceFileMaker {
  readonly take: (lines: readonly DocumentLine[], document: InvoiceDocument) => void;
  /** One of the formats that were asked for, once all lines were taken. Throws where a PDF cannot be printed. */
  readonly make: (format: FileFormat, read: InvoiceRead) => Promise<InvoiceFile>;
}

/** `layOut` says in words what is printed. */
export function createInvoiceFileMaker(
  formats: readonly FileFormat[],
  layOut: (document: InvoiceDocument, lines: readonly DocumentLine[]) => InvoicePaper,
): InvoiceFileMaker {
  const csv = [beginInvoiceCsv()];
  const printed: DocumentLine[] = [];
  const bytesOf: { readonly [Format in FileFormat]: (read: InvoiceRead) => Buffer | Promise<Buffer> } = {
    csv: () => Buffer.from(csv.join('')),
    pdf: ({ document }) => printInvoice(layOut(document, printed)),
    payouts: ({ document, payouts }) => Buffer.from(writePayoutCsv(document.sheet.number, payouts)),
  };
  return {
    take: (lines, document) => {
      if (formats.includes('csv')) csv.push(writeInvoiceLines(lines, document));
      if (formats.includes('pdf') && document.sheet.rewards <= MOST_PRINTED_LINES) printed.push(...lines);
    },
    make: async (format, read) => ({
      name: invoiceFileName(read.document.sheet, format),
      bytes: await bytesOf[format](read),
    }),
  };
}
