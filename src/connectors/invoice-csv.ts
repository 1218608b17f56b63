import type { DocumentLine, InvoiceDocument } from '../domain/invoice-document.js';
import { toDecimal } from '../domain/money.js';
import { localDateOf } from '../domain/period.js';
import { rewardNumber } from '../domain/reward.js';
import { type CsvColumn, writeCsv } from './write-csv.js';

const COLUMNS: readonly CsvColumn[] = [
  { heading: 'invoice' },
  { heading: 'month' },
  { heading: 'reward' },
  { heading: 'partner_key' },
  { heading: 'partner_name' },
  { heading: 'partner_group' },
  { heading: 'customer' },
  { heading: 'description' },
  { heading: 'status_when_invoiced' },
  { heading: 'status_now' },
  { heading: 'created_on' },
  { heading: 'amount', isAmount: true },
  { heading: 'currency' },
];

/** The beginning of the file: byte order mark and headings. */
export function beginInvoiceCsv(): string {
  return writeCsv(COLUMNS, [], { withHeading: true });
}

/** Lines of an invoice, to follow what was written before. Days are the programme's, amounts exact decimal text. */
export function writeInvoiceLines(lines: readonly DocumentLine[], { sheet }: InvoiceDocument): string {
  const rows = lines.map((line) => [
    sheet.number,
    sheet.month,
    rewardNumber(line.number),
    line.partner.key,
    line.partner.name,
    line.partner.group ?? '',
    line.customer ?? '',
    line.description,
    line.statusWhenInvoiced,
    line.status,
    localDateOf(line.createdAt, sheet.timeZone),
    toDecimal(line.amount),
    line.amount.currency,
  ]);
  return writeCsv(COLUMNS, rows, { withHeading: false });
}
