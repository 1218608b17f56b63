import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { beginInvoiceCsv, writeInvoiceLines } from '../../src/connectors/invoice-csv.js';
import { payoutReference, writePayoutCsv } from '../../src/connectors/payout-csv.js';
import { type SampleLine, sampleInvoice } from './invoice-sample.js';

function csvOf(lines: readonly SampleLine[]): string {
  const { document, lines: written } = sampleInvoice(lines);
  return beginInvoiceCsv() + writeInvoiceLines(written, document);
}

function readBack(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' });
}

describe('the lines of an invoice as CSV', () => {
  test('another program reads back every line and the same sum', () => {
    const minors = [125050n, -5000n, 1n, 9_007_199_254_740_993n];
    const rows = readBack(csvOf(minors.map((minor) => ({ partner: 'Acme', minor }))));
    expect(rows.map((row) => row.amount)).toEqual(['1250.50', '-50.00', '0.01', '90071992547409.93']);
    const sum = rows.reduce((total, { amount = '' }) => total + BigInt(amount.replace('.', '')), 0n);
    expect(sum).toBe(minors.reduce((total, minor) => total + minor, 0n));
    expect(rows[0]).toEqual({
      invoice: 'INV-2026-0007',
      month: '2026-11',
      reward: 'R-1000',
      partner_key: 'key-4',
      partner_name: 'Acme',
      partner_group: 'Gold',
      customer: '',
      description: 'Co-marketing webinar, 14 Nov: 212 sign-ups',
      status_when_invoiced: 'Approved',
      status_now: 'Approved',
      created_on: '2026-11-15',
      amount: '1250.50',
      currency: 'USD',
    });
  });

  test('it begins with the mark of UTF-8 and its lines end as RFC 4180 has it', () => {
    const csv = csvOf([{ partner: 'Łódź', minor: 1n }]);
    expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('quotation marks, commas, semicolons and line breaks come back as they were typed', () => {
    const description = 'He said "14,5"; then\nleft';
    const csv = csvOf([{ partner: 'Acme, Inc.', minor: 1n, description }]);
    expect(readBack(csv)[0]).toMatchObject({ partner_name: 'Acme, Inc.', description });
    // A spreadsheet that separates by semicolons must not find a cell of its own in there.
    expect(csvOf([{ partner: 'a;=1+1', minor: 1n }])).toContain('"a;=1+1"');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    'what begins like a formula (%j) is text',
    (description) => {
      const [row] = readBack(csvOf([{ partner: description, minor: -5n, description, customer: description }]));
      for (const cell of [row?.description, row?.partner_name, row?.customer])
        expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/u);
      expect(row?.amount).toBe('-0.05');
    },
  );

  test('control characters and overrides of the direction are left out', () => {
    const [row] = readBack(csvOf([{ partner: 'A\u0000\u202Ecme\u2066', minor: 1n, description: 'a\u0007b\r\nc' }]));
    expect(row).toMatchObject({ partner_name: 'Acme', description: 'ab\nc' });
  });
});

describe('the payout file', () => {
  test('has a row for each partner with what they are paid', () => {
    const { payouts } = sampleInvoice([
      { partner: 'Acme', minor: 125050n },
      { partner: 'Globex & Söhne', minor: 1n },
    ]);
    const [acme, globex] = readBack(
      writePayoutCsv('INV-2026-0007', [{ ...payouts[0], email: 'lena@acme.example' } as never, payouts[1] as never]),
    );
    expect(acme).toEqual({
      partner_key: 'key-4',
      name: 'Acme',
      email: 'lena@acme.example',
      currency: 'USD',
      amount: '1250.50',
      invoice: 'INV-2026-0007',
      reference: 'INV-2026-0007 key-4',
    });
    expect(globex).toMatchObject({ name: 'Globex & Söhne', email: '', amount: '0.01' });
  });

  test('references are short, in letters that every bank takes, and different for different partners', () => {
    const keys = ['acme', 'ACME', 'a'.repeat(60), `${'a'.repeat(60)}b`, 'ключ', 'klyuch', 'a_b', 'a-b', 'a b', '株式'];
    const references = keys.map((key) => payoutReference('INV-2026-0007', key));
    expect(references[0]).toBe('INV-2026-0007 acme');
    expect(new Set(references).size).toBe(keys.length);
    for (const reference of references) {
      expect(reference.length).toBeLessThanOrEqual(35);
      expect(reference).toMatch(/^INV-2026-0007 ?[A-Za-z0-9/\-?:().,'+ ]*$/);
    }
  });
});
