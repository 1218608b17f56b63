import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Why PDFs cannot be read here, if they cannot: poppler-utils is another program, on purpose. */
export const NO_POPPLER = spawnSync('pdftotext', ['-v']).error
  ? 'poppler-utils is not installed (apt-get install poppler-utils)'
  : undefined;
if (NO_POPPLER && process.env.BROWSER_TESTS === 'required')
  throw new Error(`BROWSER_TESTS=required, and ${NO_POPPLER}.`);

/** The text of a PDF as another program reads it, page by page, laid out as on paper. */
export function readPdf(pdf: Buffer): string[] {
  return inFolder(pdf, (file) => run('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-']))
    .split('\f')
    .slice(0, -1);
}

/** Title, author, pages and the like. */
export function readPdfInfo(pdf: Buffer): Record<string, string> {
  const lines = inFolder(pdf, (file) => run('pdfinfo', [file])).split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s+(.*)/).slice(0, 2)));
}

export interface PdfFont {
  readonly name: string;
  readonly isEmbedded: boolean;
  readonly isSubset: boolean;
}

export function readPdfFonts(pdf: Buffer): PdfFont[] {
  return inFolder(pdf, (file) => run('pdffonts', [file]))
    .split('\n')
    .slice(2)
    .filter(Boolean)
    .map((line) => {
      const [, name = '', embedded, subset] = /^(\S+).*? (yes|no)\s+(yes|no)\s+(yes|no)\s+\d+/.exec(line) ?? [];
      return { name, isEmbedded: embedded === 'yes', isSubset: subset === 'yes' };
    });
}

/** How much of each page is not white, as a PNG is large: a page that failed to render is next to nothing. */
export function renderPages(pdf: Buffer): Buffer[] {
  return inFolder(pdf, (file) => {
    run('pdftoppm', ['-r', '50', '-png', file, `${file}-page`]);
    const folder = path.dirname(file);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => readFileSync(path.join(folder, name)));
  });
}

function inFolder<Result>(pdf: Buffer, work: (file: string) => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdf-'));
  try {
    const file = path.join(folder, 'invoice.pdf');
    writeFileSync(file, pdf);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, args: readonly string[]): string {
  const { stdout, status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}
