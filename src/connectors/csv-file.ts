import type { Readable } from 'node:stream';
import type { ImportColumn, SheetRow } from '../domain/import-row.js';
import { CsvProblem } from './csv-problem.js';
import { readCsvRecords } from './csv-records.js';

/** A file that was read once from end to end and can be read again for its rows. */
export interface CsvFile {
  /** How many rows there are below the header, empty ones aside. */
  readonly rows: number;
  /** Columns of the file that mean nothing here. */
  readonly ignored: readonly string[];
  read(): AsyncIterable<SheetRow>;
}

export interface CsvColumns {
  readonly known: readonly ImportColumn[];
  /** The file needs all columns of one of these sets. */
  readonly needed: readonly (readonly ImportColumn[])[];
}

/**
 * Reads a CSV file through, keeping none of it, so that a file that is broken anywhere is refused before anything is
 * written. UTF-8 with or without a byte order mark, commas or semicolons, columns in any order, their names however
 * spaced and capitalised. `open` is called for every reading. Throws CsvProblem: a sentence without a subject.
 */
export async function openCsv(open: () => Readable, columns: CsvColumns): Promise<CsvFile> {
  let header: Header | undefined;
  let rows = 0;
  for await (const { cells } of readCsvRecords(open)) {
    if (header) rows += isBlank(cells) ? 0 : 1;
    else header = readHeader(cells, columns);
  }
  if (!header) throw new CsvProblem('is empty');
  const { places, ignored, width } = header;
  return {
    rows,
    ignored,
    async *read() {
      let isHeader = true;
      for await (const { row, cells } of readCsvRecords(open)) {
        if (!isHeader && !isBlank(cells)) yield readRow(row, cells, places, width);
        isHeader = false;
      }
    },
  };
}

interface Header {
  readonly places: ReadonlyMap<number, ImportColumn>;
  readonly ignored: readonly string[];
  readonly width: number;
}

function readHeader(cells: readonly string[], { known, needed }: CsvColumns): Header {
  const places = new Map<number, ImportColumn>();
  const ignored: string[] = [];
  for (const [place, title] of cells.entries()) {
    const column = known.find((candidate) => plain(candidate) === plain(title));
    if (!column) {
      if (title.trim()) ignored.push(title.trim());
    } else if ([...places.values()].includes(column)) {
      throw new CsvProblem(`has the column ${column} twice`);
    } else places.set(place, column);
  }
  const present = new Set(places.values());
  if (!needed.some((set) => set.every((column) => present.has(column)))) {
    const wanted = needed.map((set) => set.join(' and ')).join(', or ');
    throw new CsvProblem(`has no column ${wanted}; its first line must name its columns`);
  }
  return { places, ignored, width: cells.length };
}

function readRow(
  row: number,
  cells: readonly string[],
  places: ReadonlyMap<number, ImportColumn>,
  width: number,
): SheetRow {
  const named: Partial<Record<ImportColumn, string>> = {};
  for (const [place, column] of places) named[column] = cells[place] ?? '';
  return { row, cells: named, overflows: !isBlank(cells.slice(width)) };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** `Partner Key`, `partner-key` and `PARTNER_KEY` are one column. */
function plain(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
