import type { Tx } from '../db/client.js';
import { type ImportScope, lockImports, refreshStatistics } from '../db/imports.js';
import { getProgramme } from '../db/workspaces.js';
import type { RowProblem, RowReading, SheetRow } from '../domain/import-row.js';
import type { Deps } from './deps.js';

export interface ImportOrder {
  readonly workspaceId: string;
  readonly rows: AsyncIterable<SheetRow>;
  /** Told after every batch how many rows are done. */
  readonly onProgress?: ((rows: number) => void) | undefined;
}

export interface SkippedRow {
  readonly row: number;
  /** What the row says it is about. */
  readonly key: string;
  readonly why: RowProblem;
}

export interface ImportReport {
  readonly imported: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: readonly SkippedRow[];
}

export interface ReadRow<Row> {
  readonly row: number;
  readonly values: Row;
}

/** What a row that can be read came to. `subject` is what no later row of the file may be about again. */
export type RowOutcome =
  | { readonly outcome: 'imported' | 'updated' | 'unchanged'; readonly subject: string }
  | { readonly outcome: 'skipped'; readonly why: RowProblem };

export interface ImportKind<Row> {
  readonly read: (row: SheetRow) => RowReading<Row>;
  readonly keyOf: (row: SheetRow) => string;
  /** Writes one batch; `seen` has the subject of every row before it. Says what became of each row, in order. */
  readonly write: (
    tx: Tx,
    scope: ImportScope,
    rows: readonly ReadRow<Row>[],
    seen: ReadonlyMap<string, number>,
  ) => Promise<RowOutcome[]>;
}

/** Something was added by somebody else between our look and our write; the batch is taken back and tried again. */
export class Overtaken extends Error {}

const BATCH = 500;
const BATCH_TIMEOUT_MS = 60_000;
const TRIES = 5;

/**
 * Imports rows, a batch a transaction, in the order of the file. Killed half-way or run twice at once, it is safe to
 * repeat: what is done is then unchanged. Nothing is written for a row that is skipped.
 */
export async function importRows<Row>(deps: Deps, order: ImportOrder, kind: ImportKind<Row>): Promise<ImportReport> {
  const programme = await getProgramme(deps.db.reads, order.workspaceId);
  const scope = { workspaceId: order.workspaceId, programmeId: programme.id };
  const counts = { imported: 0, updated: 0, unchanged: 0 };
  const skipped: SkippedRow[] = [];
  const seen = new Map<string, number>();
  let done = 0;
  for await (const batch of inBatches(order.rows)) {
    const good: ReadRow<Row>[] = [];
    const bad = new Map<number, RowProblem>();
    for (const sheetRow of batch) {
      const reading = kind.read(sheetRow);
      if ('values' in reading) good.push({ row: sheetRow.row, values: reading.values });
      else bad.set(sheetRow.row, reading.problem);
    }
    const outcomes = good.length > 0 ? await writeBatch(deps, scope, good, seen, kind) : [];
    for (const [place, { row }] of good.entries()) {
      const outcome = outcomes[place];
      if (!outcome) throw new TypeError(`row ${row} has no outcome`);
      if (outcome.outcome === 'skipped') bad.set(row, outcome.why);
      else {
        counts[outcome.outcome] += 1;
        seen.set(outcome.subject, row);
      }
    }
    for (const sheetRow of batch) {
      const why = bad.get(sheetRow.row);
      if (why) skipped.push({ row: sheetRow.row, key: kind.keyOf(sheetRow), why });
    }
    const isFirst = done === 0;
    done += batch.length;
    order.onProgress?.(done);
    if (isFirst && counts.imported > 0) await deps.db.transaction(refreshStatistics);
  }
  if (counts.imported > BATCH) await deps.db.transaction(refreshStatistics);
  return { ...counts, skipped };
}

async function writeBatch<Row>(
  { db }: Deps,
  scope: ImportScope,
  rows: readonly ReadRow<Row>[],
  seen: ReadonlyMap<string, number>,
  kind: ImportKind<Row>,
): Promise<RowOutcome[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(
        async (tx) => {
          await lockImports(tx, scope.programmeId);
          return kind.write(tx, scope, rows, seen);
        },
        { timeout: BATCH_TIMEOUT_MS, waitsForLocks: true },
      );
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === TRIES) throw error;
    }
  }
}

async function* inBatches(rows: AsyncIterable<SheetRow>): AsyncIterable<SheetRow[]> {
  let batch: SheetRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
