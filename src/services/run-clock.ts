import { type Tx, UNLIMITED_MS } from '../db/client.js';
import { findInvoicesToFinalise, lockInvoice } from '../db/invoices.js';
import { type Book, findChain, findCurrenciesInUse } from '../db/periods.js';
import { findProgrammes, getProgramme, type Programme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { duePeriods, type Month } from '../domain/period.js';
import { cutInvoice, type Tick } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { eachOnItsOwn } from './each-on-its-own.js';
import { noteRefusal } from './run-bound.js';
import { writeInvoiceMove } from './write-invoice-move.js';

export interface ClockRun {
  /** Only this workspace; without it, all. */
  readonly workspaceId?: string | undefined;
  /** The time to go by, where it is not the clock's: recorded in the events. */
  readonly asOf?: Date | undefined;
  readonly actor: string;
  /** Do everything, say what was done, keep nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface ClockReport {
  readonly closed: {
    readonly workspaceId: string;
    readonly currency: string;
    readonly month: Month;
    readonly invoice?: string;
    readonly rewards: number;
  }[];
  readonly finalised: { readonly workspaceId: string; readonly invoice: string }[];
  readonly refused: { readonly workspaceId: string; readonly currency: string; readonly refusal: Refusal }[];
}

/**
 * Does what is due by now: closes the months that have ended, oldest first, each with its invoice, then finalises the
 * invoices whose review is over. Running it again, at once, or killed half-way, changes nothing that is done.
 */
export async function runClock({ db, clock }: Deps, run: ClockRun): Promise<ClockReport> {
  const now = clock.now();
  const tick: Tick = {
    now: run.asOf ?? now,
    reviewFrom: run.asOf && run.asOf > now ? run.asOf : now,
    actor: run.actor,
    facts: run.asOf ? { asOf: run.asOf.toISOString() } : {},
  };
  const all = await findProgrammes(db.reads);
  const programmes = all.filter((programme) => !run.workspaceId || programme.workspaceId === run.workspaceId);

  const step = <Result>(work: (tx: Tx) => Promise<Result>) =>
    db.transaction(work, { timeout: UNLIMITED_MS, waitsForLocks: true });
  if (!run.dryRun) return tickAll(step, programmes, tick);
  let report: ClockReport = nothingDone();
  await keepNothing(step, async (tx) => {
    // Begun anew with each try of the transaction, so that nothing is reported twice.
    report = await tickAll((work) => work(tx), programmes, tick);
  });
  return report;
}

async function tickAll(step: Step, programmes: readonly Programme[], tick: Tick): Promise<ClockReport> {
  const report = nothingDone();
  await eachOnItsOwn(programmes, (programme) => tickProgramme(step, programme, tick, report));
  return report;
}

function nothingDone(): ClockReport {
  return { closed: [], finalised: [], refused: [] };
}

type Step = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;

async function tickProgramme(step: Step, programme: Programme, tick: Tick, report: ClockReport): Promise<void> {
  const scope = { workspaceId: programme.workspaceId, programmeId: programme.id };
  for (const currency of await step((tx) => findCurrenciesInUse(tx, scope))) {
    try {
      await closeMonths(step, { ...scope, currency }, tick, report);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await step((tx) => noteRefusal(tx, { ...scope, currency }, error, tick));
      report.refused.push({ workspaceId: scope.workspaceId, currency, refusal: error });
    }
  }
  for (const invoice of await step((tx) => findInvoicesToFinalise(tx, scope.workspaceId, tick.now))) {
    const finalised = await step((tx) => finaliseInvoice(tx, invoice, tick));
    if (finalised) report.finalised.push({ workspaceId: scope.workspaceId, invoice: invoice.number });
  }
}

async function closeMonths(step: Step, book: Book, tick: Tick, report: ClockReport): Promise<void> {
  for (;;) {
    const closed = await step(async (tx) => {
      // Read here and not before: the policy and the zone of the cut are those of the moment of the cut.
      const programme = await getProgramme(tx, book.workspaceId);
      const chain = await findChain(tx, book);
      const [period] = chain ? duePeriods(chain, programme.timeZone, tick.now) : [];
      return period && { period, cut: await cutInvoice(tx, programme, book, period, tick) };
    });
    if (!closed) return;
    // Undefined: another process closed this month while we waited for it; go on with the next.
    if (!closed.cut) continue;
    const { workspaceId, currency } = book;
    report.closed.push({ workspaceId, currency, month: closed.period.month, ...closed.cut });
  }
}

async function finaliseInvoice(
  tx: Tx,
  found: { readonly id: string; readonly workspaceId: string },
  tick: Tick,
): Promise<boolean> {
  // A decision may be taking a line off at this moment: it goes first, and what is finalised is what it leaves.
  const invoice = await lockInvoice(tx, found.workspaceId, found.id);
  // Paused meanwhile it is left alone, and so it is if it was resumed with another end of its review.
  const isDue = invoice?.status === 'in_review' && invoice.reviewEndsAt <= tick.now;
  if (!isDue) return false;
  const { now: at, actor, facts } = tick;
  await writeInvoiceMove(tx, invoice, { act: 'finalise', status: 'finalised', actor, at, facts });
  return true;
}

class NothingKept extends Error {}

async function keepNothing(step: Step, work: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await step(async (tx) => {
      await work(tx);
      throw new NothingKept();
    });
  } catch (error) {
    if (!(error instanceof NothingKept)) throw error;
  }
}
