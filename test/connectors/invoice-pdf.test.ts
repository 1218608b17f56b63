import { beforeAll, describe, expect, test } from '@jest/globals';
import { printInvoice } from '../../src/connectors/invoice-pdf.js';
import { buildInvoicePaper } from '../../src/views/invoice-paper.js';
import { NO_POPPLER, readPdf, readPdfFonts, readPdfInfo, renderPages } from '../support/poppler.js';
import { NAMES, type SampleLine, sampleInvoice } from './invoice-sample.js';

function print(lines: readonly SampleLine[], status?: Parameters<typeof sampleInvoice>[1]): Promise<Buffer> {
  const { document, lines: printed } = sampleInvoice(lines, status);
  return printInvoice(buildInvoicePaper(document, printed));
}

/** As another program reads it, without the line breaks that columns make. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ');
}

// Where poppler is missing it is said so, and not passed over.
const withPoppler = NO_POPPLER ? describe.skip : describe;
if (NO_POPPLER) test.skip(`PDFs are not read: ${NO_POPPLER}`, () => undefined);

const LONG = 120;

withPoppler('the PDF of an invoice', () => {
  let pdf: Buffer;
  let pages: string[];
  const lines = NAMES.flatMap((partner, at): SampleLine[] => [
    { partner, minor: 125050n + BigInt(at), isUnreviewed: at === 0 },
    { partner, minor: -5000n, description: `Corrects ${partner}`, customer: 'Initech' },
  ]);
  beforeAll(async () => {
    pdf = await print([
      ...lines,
      ...Array.from({ length: LONG }, (): SampleLine => ({ partner: 'Zeta', minor: 100n })),
    ]);
    pages = readPdf(pdf);
  }, 60_000);

  test('says whose it is, which it is, of what time, where it stands and what it comes to', () => {
    const [first = ''] = pages;
    const total = NAMES.reduce((sum, _name, at) => sum + 120050n + BigInt(at), 0n) + BigInt(LONG) * 100n;
    const amount = `$${(Number(total) / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`;
    for (const words of [
      'Northwind Partners',
      'Torstraße 1',
      'INV-2026-0007',
      'Final',
      'November 2026',
      '1 November 2026',
      '30 November 2026',
      'Europe/Berlin',
      'USD',
      '1 December 2026, 00:00',
      '13 December 2026',
      amount,
      '1 reward went on without review; they are marked',
    ])
      expect(squeeze(first)).toContain(words);
    // What is off it goes on changing, and the paper of what is final must not.
    expect(squeeze(first)).not.toMatch(/on hold|carried forward/);
    expect(squeeze(pages.at(-1) ?? '')).toContain(
      `Total ${lines.length + LONG} rewards · ${NAMES.length + 1} partners ${amount}`,
    );
  });

  test('has every line once, with its subtotal, and marks what nobody reviewed', () => {
    const text = squeeze(pages.join(' '));
    const numbers = [...text.matchAll(/R-(\d+)/g)].map((match) => Number(match[1]));
    expect(numbers).toEqual(Array.from({ length: lines.length + LONG }, (_, at) => 1000 + at));
    expect(text.match(/Not reviewed/g)).toHaveLength(1);
    expect(text.match(/Subtotal · 2 rewards/g)).toHaveLength(NAMES.length);
    expect(text).toContain(`Subtotal · ${LONG} rewards $120.00`);
  });

  test('repeats the headings, names the partner again and counts its pages', () => {
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, at) => {
      expect(squeeze(page)).toContain(`Page ${at + 1} of ${pages.length}`);
      expect(squeeze(page)).toContain('Reward Created Description Customer Amount');
    });
    expect(squeeze(pages.at(-2) ?? '')).toMatch(/^ ?Reward Created Description Customer Amount Zeta/);
  });

  test.each(NAMES)('%s is there, letter by letter', (name) => {
    // Whoever reads a PDF gets letters in the order in which they stand: from the right they may come reversed.
    const letters = (text: string) => [...text.normalize('NFKC').replace(/[^\p{L}\p{M}]/gu, '')].sort().join('');
    const found = pages
      .join('\n')
      .split('\n')
      .some((line) => letters(line).includes(letters(name)) || contains(line, name));
    expect(found).toBe(true);
  });

  test('carries its fonts, as far as they are used, and says who made it and what it is', () => {
    const fonts = readPdfFonts(pdf);
    expect(fonts.length).toBeGreaterThan(10);
    expect(fonts.filter((font) => !font.isEmbedded || !font.isSubset)).toEqual([]);
    expect(readPdfInfo(pdf)).toMatchObject({
      Title: 'Invoice INV-2026-0007 · Northwind Partners',
      Author: 'Northwind Partners',
      'Page size': expect.stringContaining('A4'),
      Tagged: 'yes',
    });
    expect(pdf.includes('/Lang')).toBe(true);
  });

  test('no page is empty', () => {
    const pictures = renderPages(pdf);
    expect(pictures).toHaveLength(pages.length);
    for (const picture of pictures) expect(picture.length).toBeGreaterThan(4_000);
  });
});

withPoppler('what people typed', () => {
  test('is never markup, and breaks no column however long its words are', async () => {
    const description = `#panic() $x$ *bold* _it_ <label> @ref \\ [ ] {} // ${'w'.repeat(300)} \u202Eevil\u0007`;
    const [page = ''] = readPdf(
      await print([{ partner: '#let x = 1', minor: 100n, description, customer: '$'.repeat(200) }]),
    );
    const text = page.replace(/\s+/g, '');
    expect(text).toContain('#letx=1');
    expect(squeeze(page)).toContain('#panic() $x$ *bold*');
    expect(page.match(/w/g)?.length).toBeGreaterThanOrEqual(300);
    for (const hidden of ['\u202E', '\u0007']) expect(page).not.toContain(hidden);
  }, 60_000);

  test('a description as long as it may be wraps, and one of many lines goes on overleaf', async () => {
    const description = Array.from({ length: 200 }, (_, at) => `line${at}`)
      .join('\n')
      .slice(0, 1_000);
    const pages = readPdf(await print([{ partner: 'Acme', minor: 100n, description }]));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.join('')).toContain('line120');
  }, 60_000);
});

withPoppler('an invoice in review, void, or too long', () => {
  test('says that its lines may still change', async () => {
    const [page = ''] = readPdf(await print([{ partner: 'Acme', minor: 100n }], 'in_review'));
    for (const words of ['In review', '7 December 2026', 'Lines may still leave or be added'])
      expect(squeeze(page)).toContain(words);
  }, 60_000);

  test('a void one says that nothing is paid with it', async () => {
    const [page = ''] = readPdf(await print([], 'void'));
    expect(squeeze(page)).toContain('This invoice is void: nothing is paid with it.');
  }, 60_000);

  test('of more than ten thousand lines each partner has one, and the table has the rest', async () => {
    const { document } = sampleInvoice(
      Array.from({ length: 10_001 }, (_, at): SampleLine => ({ partner: `Partner ${at % 3}`, minor: 1n })),
    );
    const text = squeeze(readPdf(await printInvoice(buildInvoicePaper(document, []))).join(' '));
    expect(text).toContain('10,001 lines are too many to print. Each of them is in INV-2026-0007.csv');
    expect(text).toContain('Partner 0 key-9 · Gold 3,334 $33.34');
    expect(text).toContain('Total 10,001 rewards · 3 partners $100.01');
  }, 60_000);
});

function contains(line: string, name: string): boolean {
  const reversed = (text: string) => [...text].reverse().join('');
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '');
  return plain(line).includes(plain(name)) || plain(line).includes(reversed(plain(name)));
}
