import { afterAll, beforeAll, expect } from '@jest/globals';
import { createDb, type Db, type Tx } from '../../src/db/client.js';
import { findRewardHistory } from '../../src/db/events.js';
import type { Reward } from '../../src/db/rewards.js';
import { replay } from '../../src/domain/history.js';
import { rewardNumber } from '../../src/domain/reward.js';
import { checkBooks } from '../../src/services/check-books.js';
import { type ClockReport, runClock } from '../../src/services/run-clock.js';
import { changeSetting } from '../../src/services/settings.js';
import { createTestDatabase } from './database.js';
import { givenPartner } from './directory.js';
import { FIRST_START, installTestWorkspace } from './installed-workspace.js';
import { ANA, BO, CLEO, CY, DANA } from './team.js';
import { createTestClock, type TestClock } from './test-clock.js';

/** A workspace with nobody in front of it: a database, a clock, and the services' own dependencies. */
export interface Books {
  readonly db: Db;
  readonly workspaceId: string;
  readonly clock: TestClock;
  readonly deps: { readonly db: Db; readonly clock: TestClock };
}

/** Many workspaces in one database, each as good as new. */
export interface Shelf {
  readonly db: Db;
  readonly url: string;
  open(options?: { readonly timeZone?: string; readonly now?: string }): Promise<Books>;
  /** Another machine at the same database, which goes with the shelf. */
  machine(): Db;
  close(): Promise<void>;
}

export async function openShelf(): Promise<Shelf> {
  const database = await createTestDatabase();
  const db = createDb(database.url);
  const machines: Db[] = [];
  let opened = 0;
  return {
    db,
    url: database.url,
    open: async ({ timeZone = 'UTC', now = '2026-11-10T12:00:00Z' } = {}) => {
      opened += 1;
      const clock = createTestClock(now);
      const deps = { db, clock };
      const grants = { admin: [DANA], manager: [ANA], approver: [BO, CY], finance: [CLEO] };
      const workspaceId = await installTestWorkspace(deps, `T0BOOKS${opened}`, { ...FIRST_START, timeZone, grants });
      return { db, workspaceId, clock, deps };
    },
    machine: () => {
      const machine = createDb(database.url, { connections: 3 });
      machines.push(machine);
      return machine;
    },
    close: async () => {
      await Promise.all([db, ...machines].map((each) => each.close()));
      await database.drop();
    },
  };
}

/** A test file's own shelf: open in its tests and hooks, gone after the last. */
export function setUpShelf(): Shelf {
  let opened: Shelf | undefined;
  const shelf = (): Shelf => {
    if (!opened) throw new Error('The shelf is open in tests and hooks only.');
    return opened;
  };
  beforeAll(async () => {
    opened = await openShelf();
  });
  afterAll(() => opened?.close());
  return {
    get db() {
      return shelf().db;
    },
    get url() {
      return shelf().url;
    },
    open: (options) => shelf().open(options),
    machine: () => shelf().machine(),
    close: () => shelf().close(),
  };
}

/** Puts the clock there and lets the bot do what is due. */
export function tick(books: Books, instant: string | Date): Promise<ClockReport> {
  books.clock.set(instant);
  return runClock(books.deps, { workspaceId: books.workspaceId, actor: 'bot' });
}

export async function set(books: Books, name: string, value: string): Promise<void> {
  await changeSetting(books.deps, { workspaceId: books.workspaceId, name, value, actor: DANA });
}

/** Their ids, by their keys. */
export async function givenPartners<Key extends string>(books: Books, ...keys: Key[]): Promise<Record<Key, string>> {
  const ids: [string, string][] = [];
  for (const key of keys) ids.push([key, await givenPartner(books, { key })]);
  return Object.fromEntries(ids) as Record<Key, string>;
}

export interface ShownInvoice {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly month: string;
  readonly currency: string;
  readonly status: string;
  readonly total: bigint;
  /** The numbers of the rewards with a live line, in order. */
  readonly rewards: readonly number[];
}

/** The workspace's invoices by number, with what is on them. */
export async function invoicesOf({ db, workspaceId }: Pick<Books, 'db' | 'workspaceId'>): Promise<ShownInvoice[]> {
  const invoices = await db.reads.invoice.findMany({
    where: { workspaceId },
    include: { period: true, lines: { where: { removedAt: null }, include: { reward: true } } },
    orderBy: { number: 'asc' },
  });
  return invoices.map((invoice) => ({
    id: invoice.id,
    revision: invoice.revision,
    number: invoice.number,
    month: invoice.period.month,
    currency: invoice.currency,
    status: invoice.status,
    total: invoice.totalMinor,
    rewards: invoice.lines.map((line) => line.reward.number).sort((a, b) => a - b),
  }));
}

/** The only invoice there is. */
export async function onlyInvoice(books: Pick<Books, 'db' | 'workspaceId'>): Promise<ShownInvoice> {
  const [invoice, ...others] = await invoicesOf(books);
  if (!invoice || others.length > 0) throw new Error(`${others.length + (invoice ? 1 : 0)} invoices, not one`);
  return invoice;
}

export function periodsOf({ db, workspaceId }: Pick<Books, 'db' | 'workspaceId'>, currency = 'USD') {
  return db.reads.period.findMany({
    where: { workspaceId, currency },
    select: { month: true, startsAt: true, endsAt: true, timeZone: true },
    orderBy: { startsAt: 'asc' },
  });
}

/** Everything written twice agrees: sums, axes, numbers, chains; and every history leads to its row. */
export async function expectBalance({ db, workspaceId }: Pick<Books, 'db' | 'workspaceId'>): Promise<void> {
  const { findings } = await checkBooks(db.reads, workspaceId);
  expect(findings).toEqual([]);
  const rewards = await db.reads.reward.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } });
  for (const { id, number, status, payment, revision } of rewards) {
    const replayed = replay(await findRewardHistory(db.reads, workspaceId, id));
    expect([rewardNumber(number), replayed]).toEqual([rewardNumber(number), { status, payment, revision }]);
  }
}

/**
 * A negative reward of the same partner and currency as this one. What it takes back was paid long since by another way,
 * so that nothing of it stands in a month of the test: a row of its own, beside the counter.
 */
export async function givenClawback(
  { db, workspaceId, clock }: { readonly db: Db; readonly workspaceId: string; readonly clock: { now(): Date } },
  corrects: string,
  minor: bigint,
): Promise<{ readonly id: string; readonly number: number }> {
  return db.transaction(async (tx) => {
    const corrected = await tx.reward.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: corrects } } });
    const { programmeId, partnerId, currency, fourEyes } = corrected;
    const paid = await givenPaidLongSince(tx, corrected, minor);
    const last = await tx.counter.update({
      where: { workspaceId_programmeId_series: { workspaceId, programmeId, series: 'reward' } },
      data: { value: { increment: 1 } },
    });
    const row = await tx.reward.create({
      data: {
        ...{ workspaceId, programmeId, partnerId, currency, fourEyes },
        number: last.value,
        submissionKey: `clawback-${last.value}`,
        description: 'The order was returned',
        amountMinor: -minor,
        createdBy: ANA,
        createdAt: clock.now(),
        correctsRewardId: paid,
      },
    });
    await tx.event.create({
      data: {
        ...{ workspaceId, programmeId },
        rewardId: row.id,
        revision: 1,
        kind: 'created',
        actor: ANA,
        at: clock.now(),
        toStatus: 'New',
        toPayment: 'not_invoiced',
      },
    });
    return { id: row.id, number: row.number };
  });
}

let paidLongSince = 1_000_000_000;

async function givenPaidLongSince(
  tx: Tx,
  like: Pick<Reward, 'workspaceId' | 'programmeId' | 'partnerId' | 'currency' | 'fourEyes'>,
  minor: bigint,
): Promise<string> {
  const { workspaceId, programmeId, partnerId, currency, fourEyes } = like;
  paidLongSince += 1;
  // After every month that a test closes, so that it opens none.
  const at = new Date('2099-01-01T00:00:00Z');
  const { id: rewardId } = await tx.reward.create({
    data: {
      ...{ workspaceId, programmeId, partnerId, currency, fourEyes },
      number: paidLongSince,
      submissionKey: `paid-${paidLongSince}`,
      description: 'Paid long since',
      amountMinor: minor,
      status: 'Paid',
      payment: 'paid_elsewhere',
      revision: 2,
      createdBy: ANA,
      createdAt: at,
    },
  });
  const event = { workspaceId, programmeId, rewardId, at };
  const made = { toStatus: 'New', toPayment: 'not_invoiced' } as const;
  await tx.event.create({ data: { ...event, ...made, revision: 1, kind: 'created', actor: ANA } });
  const from = { fromStatus: 'New', fromPayment: 'not_invoiced' } as const;
  const to = { toStatus: 'Paid', toPayment: 'paid_elsewhere' } as const;
  await tx.event.create({ data: { ...event, ...from, ...to, revision: 2, kind: 'marked_paid', actor: BO } });
  return rewardId;
}

/** What is waiting in the queue for this workspace, by job name and the id it is about. */
export async function owedJobs({ db, workspaceId }: Pick<Books, 'db' | 'workspaceId'>): Promise<string[]> {
  const rows = await db.reads.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker._private_jobs WHERE key LIKE ${`%:${workspaceId}:%`} ORDER BY key`;
  return rows.map((row) => row.key.replace(`:${workspaceId}:`, ' '));
}

/** As if everything that is owed had been seen to. */
export async function forgetOwedJobs({ db, workspaceId }: Pick<Books, 'db' | 'workspaceId'>): Promise<void> {
  await db.reads.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key LIKE ${`%:${workspaceId}:%`}`;
}
