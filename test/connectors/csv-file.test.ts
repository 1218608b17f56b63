import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { openCsv } from '../../src/connectors/csv-file.js';
import { CsvProblem } from '../../src/connectors/csv-problem.js';
import { PARTNER_COLUMNS, type SheetRow } from '../../src/domain/import-row.js';

const COLUMNS = { known: PARTNER_COLUMNS, needed: [['partner_key']] as const };

/** In chunks of three bytes, so that nothing may rely on where a chunk ends. */
function open(bytes: string | Uint8Array) {
  const buffer = Buffer.from(bytes);
  const chunks = Array.from({ length: Math.ceil(buffer.length / 3) }, (_, at) => buffer.subarray(at * 3, at * 3 + 3));
  return openCsv(() => Readable.from(chunks), COLUMNS);
}

async function read(text: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of (await open(text)).read()) rows.push(row);
  return rows;
}

test('columns come in any order, named as a person would, after a byte order mark', async () => {
  const text = '\uFEFFName;E-mail;Notes;Partner Key\r\nMüller & Söhne;a@b.example;"x;y";mueller\r\n';
  const file = await open(text);
  expect([file.rows, file.ignored]).toEqual([1, ['Notes']]);
  expect(await read(text)).toEqual([
    {
      row: 2,
      cells: { name: 'Müller & Söhne', email: 'a@b.example', partner_key: 'mueller' },
      overflows: false,
    },
  ]);
});

test('rows are numbered as a spreadsheet numbers them, whatever is empty and however many lines a cell has', async () => {
  const rows = await read('partner_key,name\na,"first\nsecond"\n\n,\nb,B,\nc,C,too many\nd\n');
  expect(rows.map(({ row, cells, overflows }) => [row, cells.partner_key, cells.name, overflows])).toEqual([
    [2, 'a', 'first\nsecond', false],
    [5, 'b', 'B', false],
    [6, 'c', 'C', true],
    [7, 'd', '', false],
  ]);
});

test.each([
  ['', 'is empty'],
  ['\n\n', 'is empty'],
  ['name,email\nA,a@b.example\n', 'has no column partner_key; its first line must name its columns'],
  ['partner_key,Partner-Key\n', 'has the column partner_key twice'],
  ['partner_key,name\na,"never closed\n', 'has a quotation mark that is never closed (line 2)'],
  ['partner_key,name\na,"A" b\n', 'has text after a closing quotation mark (line 2)'],
  ['partner_key,name\na,5" pipes\n', 'has a quotation mark inside a cell that is not in quotation marks (line 2)'],
])('%j is refused in a sentence', async (text, sentence) => {
  await expect(open(text)).rejects.toEqual(new CsvProblem(sentence));
});

test('a file in another encoding is refused, wherever its first strange letter stands', async () => {
  const latin1 = Buffer.from(`partner_key,name\n${'a,A\n'.repeat(100)}m,Müller\n`, 'latin1');
  await expect(open(latin1)).rejects.toThrow('is not UTF-8');
  await expect(open(Buffer.from('\uFEFFpartner_key', 'utf16le'))).rejects.toThrow('is not UTF-8');
});

test('a file that is not there, or none, is refused in a sentence', async () => {
  await expect(openCsv(() => createReadStream('/nowhere/at/all.csv'), COLUMNS)).rejects.toThrow('does not exist');
  await expect(openCsv(() => createReadStream(tmpdir()), COLUMNS)).rejects.toThrow('is a folder, not a file');
});
