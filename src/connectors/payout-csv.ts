import { createHash } from 'node:crypto';
import type { Payout } from '../domain/invoice-document.js';
import { toDecimal } from '../domain/money.js';
import { type CsvColumn, writeCsv } from './write-csv.js';

const COLUMNS: readonly CsvColumn[] = [
  { heading: 'partner_key' },
  { heading: 'name' },
  { heading: 'email' },
  { heading: 'currency' },
  { heading: 'amount', isAmount: true },
  { heading: 'invoice' },
  { heading: 'reference' },
];

/** What the bank, PayPal or Wise is to pay: one row a partner (SPEC 6). */
export function writePayoutCsv(invoiceNumber: string, payouts: readonly Payout[]): string {
  const rows = payouts.map(({ partner, email, amount }) => [
    partner.key,
    partner.name,
    email ?? '',
    amount.currency,
    toDecimal(amount),
    invoiceNumber,
    payoutReference(invoiceNumber, partner.key),
  ]);
  return writeCsv(COLUMNS, rows, { withHeading: true });
}

/** SEPA's end-to-end reference, the shortest of the fields that banks have for it (EPC130-08, AT-41). */
const LONGEST = 35;
const HASH = 6;

/**
 * What the partner's statement of account shows, `INV-2026-0007 acme-growth`: the invoice's number and the partner key,
 * in the letters that every bank takes. Where the key has others or is too long, a part of its hash keeps it unique.
 */
export function payoutReference(invoiceNumber: string, partnerKey: string): string {
  const plain = partnerKey
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]+/g, '-')
    .replace(/^[-/ ]+|[-/ ]+$/g, '');
  const whole = `${invoiceNumber} ${plain}`;
  if (plain === partnerKey && whole.length <= LONGEST) return whole;
  const hash = createHash('sha256').update(partnerKey).digest('hex').slice(0, HASH);
  return `${whole.slice(0, LONGEST - HASH - 1).trimEnd()}-${hash}`;
}
