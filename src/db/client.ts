import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { elapsedMs } from '../clock.js';
import { Refusal } from '../domain/errors.js';
import { Prisma, PrismaClient } from './generated/client.js';
import { isLockTimeout, LockTimeout } from './lock-timeout.js';
import { findWorkGoingOn } from './whole-invoices.js';

declare const inTransaction: unique symbol;

/** Reads, inside a transaction or not. */
export type Reads = Prisma.TransactionClient;
/** The inside of a transaction. What writes takes one, and has no other overload. */
export type Tx = Prisma.TransactionClient & { readonly [inTransaction]: true };

/** For work that grows with the number of rewards: what it holds protects it, not its length. A timer takes no more. */
export const UNLIMITED_MS = 2 ** 31 - 1;

export interface TransactionOptions {
  /** Milliseconds. */
  readonly timeout?: number;
  /** Sets no lock timeout: for background work that has no person waiting. */
  readonly waitsForLocks?: boolean;
}

export interface Db {
  /** For reading only; what is written is written in a transaction. */
  readonly reads: Reads;
  /**
   * Runs `work` in one transaction, and again from the start if Postgres gave it up for a deadlock or a serialisation
   * conflict, or did not give it a lock in time: nothing of the first try is left.
   * @throws Refusal `held_by`, where work on a whole invoice holds the lock, or anything else does for 10 s
   */
  transaction<Result>(work: (tx: Tx) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  /** Reads several things as they were at one instant: what is shown together must have been true together. */
  snapshot<Result>(
    work: (reads: Reads) => Promise<Result>,
    options?: Pick<TransactionOptions, 'timeout'>,
  ): Promise<Result>;
  close(): Promise<void>;
}

const TRIES = 4;
const DEFAULT_TIMEOUT_MS = 10_000;
/** Shorter than a form takes to say that it is still at work. */
const LOCK_TIMEOUT_MS = 1_500;
/** How long a transaction may wait for a connection of the pool. */
const MAX_WAIT_MS = 300_000;

export interface DbOptions {
  readonly connections?: number;
  /** How long one statement waits for a lock, in milliseconds. */
  readonly lockTimeoutMs?: number;
}

/** Opens a pool on `url`. Nothing connects before the first query. */
export function createDb(url: string, options: DbOptions = {}): Db {
  const lockTimeoutMs = options.lockTimeoutMs ?? LOCK_TIMEOUT_MS;
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.connections ?? 10,
    // The adapter writes and reads instants without their offset: in any other zone an hour is lost where clocks go
    // back, and what SQL compares with now() is hours off.
    onConnect: (client) => client.query(`SET TIME ZONE 'UTC'; SET lock_timeout = ${Math.round(lockTimeoutMs)}`),
  });
  const prisma = new PrismaClient({ adapter });
  return {
    reads: prisma,
    async transaction(work, { timeout = DEFAULT_TIMEOUT_MS, waitsForLocks = false } = {}) {
      const giveUpAt = elapsedMs() + DEFAULT_TIMEOUT_MS;
      const begin = async (tx: Prisma.TransactionClient) => {
        if (waitsForLocks) await tx.$executeRaw`SET LOCAL lock_timeout = 0`;
        return work(tx as Tx);
      };
      for (let attempt = 1; ; ) {
        try {
          return await prisma.$transaction(begin, { timeout, maxWait: Math.min(timeout, MAX_WAIT_MS) });
        } catch (error) {
          if (isLockTimeout(error)) {
            await refuseWhereHeld(prisma, error, giveUpAt);
            continue;
          }
          if (attempt === TRIES || !isConflict(error)) throw error;
          await sleep(10 * 2 ** attempt * Math.random());
          attempt++;
        }
      }
    },
    snapshot: (work, { timeout = DEFAULT_TIMEOUT_MS } = {}) =>
      prisma.$transaction((tx) => work(tx), {
        isolationLevel: 'RepeatableRead',
        timeout,
        maxWait: Math.min(timeout, MAX_WAIT_MS),
      }),
    close: () => prisma.$disconnect(),
  };
}

/** The same database for what grows with the number of rewards. */
export function withoutTimeout(db: Db): Pick<Db, 'transaction' | 'snapshot'> {
  const timeout = UNLIMITED_MS;
  return {
    transaction: (work, options) => db.transaction(work, { timeout, ...options }),
    snapshot: (work, options) => db.snapshot(work, { timeout, ...options }),
  };
}

/** Returns where the lock is worth another try: what holds it for a moment only is waited for. */
async function refuseWhereHeld(db: Reads, error: unknown, giveUpAt: number): Promise<void> {
  const work = error instanceof LockTimeout ? await findWorkGoingOn(db, error.workspaceId) : undefined;
  if (work) throw new Refusal('held_by', { work });
  if (elapsedMs() >= giveUpAt) throw new Refusal('held_by', { work: 'others' });
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return (
    error.code === 'P2034' || /40P01|40001|deadlock detected/.test(`${error.message} ${JSON.stringify(error.meta)}`)
  );
}

/** Whether the database answers, and is migrated. */
export async function canRead(db: Reads): Promise<boolean> {
  return db.workspace.count({ take: 1 }).then(
    () => true,
    () => false,
  );
}
