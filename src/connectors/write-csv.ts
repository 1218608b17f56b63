import { stringify } from 'csv-stringify/sync';

/** A column of a file: its heading, and whether it holds amounts, which stay numbers where they are negative. */
export interface CsvColumn {
  readonly heading: string;
  readonly isAmount?: boolean;
}

/** No formula, though one may begin so: an apostrophe before it would be another address. */
const PLAIN_ADDRESS = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/**
 * Rows as CSV that a spreadsheet opens right: CRLF and quotation marks as in RFC 4180, and nothing that begins like a
 * formula is one. `withHeading` begins a file, with the byte order mark that says it is UTF-8.
 */
export function writeCsv(
  columns: readonly CsvColumn[],
  rows: readonly (readonly string[])[],
  { withHeading }: { readonly withHeading: boolean },
): string {
  return stringify(
    rows.map((row) => row.map(cleanCell)),
    {
      bom: withHeading,
      header: withHeading,
      columns: columns.map(({ heading }) => heading),
      record_delimiter: '\r\n',
      escape_formulas: true,
      // Where a spreadsheet separates by semicolons, what follows one must not become a cell of its own.
      quoted_match: /[;\t]/,
      cast: {
        string: (value, { index, header }) =>
          !header && (columns[index]?.isAmount || PLAIN_ADDRESS.test(value))
            ? { value, escape_formulas: false }
            : value,
      },
    },
  );
}

/**
 * Without control characters and overrides of the reading direction; line breaks stay, as one character. Nor is there
 * space before what begins like a formula, where it would not be seen for one.
 */
function cleanCell(cell: string): string {
  return cell
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replace(/^\s+(?=[=+\-@＝＋－＠])/u, '');
}
