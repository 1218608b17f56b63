import { pipeline, type Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { CsvProblem } from './csv-problem.js';

export interface CsvRecord {
  /** As a spreadsheet counts: the first is 1, empty lines count. */
  readonly row: number;
  readonly cells: readonly string[];
}

interface Parsed {
  readonly info: Info;
  readonly record: string[];
}

/** A record longer than this, in characters, is a quotation mark that was never closed. */
const LONGEST_RECORD = 100_000;

/** Every record of the file, the header among them. Throws CsvProblem where it cannot go on. */
export async function* readCsvRecords(open: () => Readable): AsyncIterable<CsvRecord> {
  try {
    const parser = parse({
      delimiter: await findDelimiter(open),
      info: true,
      max_record_size: LONGEST_RECORD,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    // The parser passes on what went wrong before it.
    pipeline(open(), decodeUtf8, parser, () => undefined);
    for await (const { info, record } of parser as AsyncIterable<Parsed>) {
      yield { row: info.records + info.empty_lines, cells: record };
    }
  } catch (error) {
    throw explain(error);
  }
}

async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  // Takes the byte order mark away, if there is one.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Whichever of comma and semicolon separates more of the first line that is not empty. */
async function findDelimiter(open: () => Readable): Promise<string> {
  let start = '';
  for await (const text of decodeUtf8(open())) {
    start = (start + text).trimStart();
    if (start.includes('\n') || start.length > LONGEST_RECORD) break;
  }
  const [line = ''] = start.replace(/"[^"]*"/g, '').split(/[\r\n]/);
  return line.split(';').length > line.split(',').length ? ';' : ',';
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8; save it as “CSV UTF-8”',
  ENOENT: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  CSV_QUOTE_NOT_CLOSED: 'has a quotation mark that is never closed',
  CSV_MAX_RECORD_SIZE: 'has a quotation mark that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a cell that is not in quotation marks',
};

// By code: an error of Node's own is no instance of this realm's Error everywhere.
function explain(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  const problem = UNREADABLE[String(error.code)];
  if (!problem) return error;
  const where = 'lines' in error && typeof error.lines === 'number' ? ` (line ${error.lines})` : '';
  return new CsvProblem(`${problem}${where}`, { cause: error });
}
