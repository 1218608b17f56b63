import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { type CsvColumns, type CsvFile, openCsv } from '../connectors/csv-file.js';
import { CsvProblem } from '../connectors/csv-problem.js';
import { CUSTOMER_COLUMNS, PARTNER_COLUMNS } from '../domain/import-row.js';
import { importCustomers } from '../services/import-customers.js';
import { importPartners } from '../services/import-partners.js';
import type { ImportOrder, ImportReport } from '../services/import-rows.js';
import { countOf } from './count-of.js';
import { CommandFailure, EXIT, type ExitCode } from './exit-code.js';
import type { Printer } from './printer.js';
import { rowProblemWords } from './row-words.js';
import { inWorkspace, type Session, type SessionOptions, sayWhetherItWaits } from './session.js';

export type ImportedThing = 'partners' | 'customers';

const COLUMNS: Readonly<Record<ImportedThing, CsvColumns>> = {
  partners: { known: PARTNER_COLUMNS, needed: [['partner_key']] },
  customers: { known: CUSTOMER_COLUMNS, needed: [['customer_key'], ['partner_key', 'email']] },
};

/** Of fewer rows nobody needs to see how far it is. */
const LONG = 1000;
/** More skipped rows than these are for --json. */
const MOST_SHOWN = 100;

/** Imports a file and prints the report. The file is read through before anything is written. */
export async function importFile(options: SessionOptions, thing: ImportedThing, file: string): Promise<ExitCode> {
  const { printer } = options;
  const csv = await openFile(file, COLUMNS[thing]);
  return inWorkspace(options, async (session) => {
    const bar = createBar(csv.rows);
    const order: ImportOrder = {
      workspaceId: session.workspace.id,
      rows: csv.read(),
      onProgress: (rows) => bar?.update(rows),
    };
    const { matching, ...report } = await importThing(session, thing, order).finally(() => bar?.stop());
    printReport(printer, file, csv, report);
    const waiting =
      matching &&
      (await sayWhetherItWaits(
        session,
        printer,
        'The bot is not running. Once it starts, contacts are looked for in Slack by their e-mail.',
      ));
    printer.json({
      workspace: session.workspace.id,
      file,
      ...report,
      skipped: report.skipped.map(({ row, key, why }) => ({ row, key, code: why.code, why: rowProblemWords(why) })),
      ignoredColumns: csv.ignored,
      waiting,
    });
    return report.skipped.length > 0 ? EXIT.rowsSkipped : EXIT.done;
  });
}

async function openFile(file: string, columns: CsvColumns): Promise<CsvFile> {
  const place = path.resolve(file);
  try {
    return await openCsv(() => createReadStream(place), columns);
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error;
    throw new CommandFailure(`${place} ${error.message}.`, EXIT.failed, { cause: error });
  }
}

async function importThing(
  session: Session,
  thing: ImportedThing,
  order: ImportOrder,
): Promise<ImportReport & { readonly matching: boolean }> {
  if (thing === 'partners') return importPartners(session, order);
  return { ...(await importCustomers(session, order)), matching: false };
}

function printReport(printer: Printer, file: string, csv: CsvFile, report: ImportReport): void {
  const { skipped } = report;
  printer.say(`${path.basename(file)}: ${countOf(csv.rows, 'row')}`);
  printer.table([
    ['imported', count(report.imported)],
    ['updated', count(report.updated)],
    ['unchanged', count(report.unchanged)],
    ['skipped', count(skipped.length)],
  ]);
  if (csv.ignored.length > 0) printer.say(`Not imported, for no such column is known: ${csv.ignored.join(', ')}.`);
  if (skipped.length === 0) return;
  printer.say();
  printer.say('Skipped:');
  printer.table(skipped.slice(0, MOST_SHOWN).map(({ row, key, why }) => [`row ${row}`, key, rowProblemWords(why)]));
  if (skipped.length > MOST_SHOWN)
    printer.say(`  and ${count(skipped.length - MOST_SHOWN)} more; --json lists them all.`);
}

function createBar(rows: number): SingleBar | undefined {
  if (rows <= LONG || !process.stderr.isTTY) return undefined;
  const bar = new SingleBar(
    { format: '{bar} {value} of {total} rows', clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(rows, 0);
  return bar;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
