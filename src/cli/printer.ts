/** The half of a stream that printing needs. */
export interface Output {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
}

/** Says things to the person at the terminal, and with --json to the program that reads standard output. */
export interface Printer {
  /** A line for people: on standard output, unless that carries JSON. */
  say(line?: string): void;
  /** Rows of cells, aligned. */
  table(rows: readonly (readonly string[])[]): void;
  /** A line that is not what was asked for: always on standard error. */
  warn(line: string): void;
  /** Puts a file on standard output, for a program. False, and nothing done: a person sits there, or JSON goes there. */
  file(bytes: Uint8Array): boolean;
  /** The one object that --json prints; without --json nothing. Bigints become text. */
  json(object: object): void;
}

export function createPrinter(out: Output, err: Output, isJson: boolean): Printer {
  const people = isJson ? err : out;
  const say = (line = '') => people.write(`${line}\n`);
  return {
    say,
    table: (rows) => {
      const widths = columnWidths(rows);
      for (const row of rows) {
        say(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
      }
    },
    warn: (line) => err.write(`${line}\n`),
    file: (bytes) => {
      if (isJson || out.isTTY) return false;
      out.write(bytes);
      return true;
    },
    json: (object) => {
      if (isJson) out.write(`${JSON.stringify(object, bigintAsText, 2)}\n`);
    },
  };
}

/** The widest cell of each column; of very wide ones, what still leaves room for the next. */
function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, Math.min(cell.length, 40));
  }
  return widths;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
