import { readFileSync } from 'node:fs';
import type { InvoicePaper } from '../domain/invoice-document.js';
import { fontsFor } from './fonts.js';
import { printDocument } from './print-document.js';

const TEMPLATE = readFileSync(new URL('./invoice.typ', import.meta.url), 'utf8');
const MOST_TAGGED_LINES = 2_000;

/** An invoice as a PDF on A4, with the fonts that it needs inside. */
export function printInvoice(paper: InvoicePaper): Promise<Buffer> {
  const lines = paper.groups.reduce((sum, group) => sum + group.lines.length, paper.summary?.shares.length ?? 0);
  const text = JSON.stringify(paper);
  return printDocument({
    template: TEMPLATE,
    inputs: { paper: text },
    fonts: fontsFor(text),
    isTagged: lines <= MOST_TAGGED_LINES,
  });
}
