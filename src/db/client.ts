import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.js';

declare const inTransaction: unique symbol;

/** Reads, inside a transaction or not. */
export type Reads = Prisma.TransactionClient;
/** The inside of a transaction. What writes takes one, and has no other overload. */
export type Tx = Prisma.TransactionClient & { readonly [inTransaction]: true };

export interface Db {
  /** For reading only; what is written is written in a transaction. */
  readonly reads: Reads;
  /**
   * Runs `work` in one transaction, and again from the start if Postgres gave it up for a deadlock or a serialisation
   * conflict: nothing of the first try is left. `timeout` in milliseconds.
   */
  transaction<Result>(work: (tx: Tx) => Promise<Result>, options?: { readonly timeout?: number }): Promise<Result>;
  /** Reads several things as they were at one instant: what is shown together must have been true together. */
  snapshot<Result>(work: (reads: Reads) => Promise<Result>, options?: { readonly timeout?: number }): Promise<Result>;
  close(): Promise<void>;
}

const TRIES = 4;

/** Opens a pool on `url`. Nothing connects before the first query. */
export function createDb(url: string, options: { readonly connections?: number } = {}): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.connections ?? 10,
    // The adapter writes and reads instants without their offset: in any other zone an hour is lost where clocks go
    // back, and what SQL compares with now() is hours off.
    onConnect: (client) => client.query("SET TIME ZONE 'UTC'"),
  });
  const prisma = new PrismaClient({ adapter });
  return {
    reads: prisma,
    async transaction(work, { timeout = 10_000 } = {}) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await prisma.$transaction((tx) => work(tx as Tx), { timeout, maxWait: timeout });
        } catch (error) {
          if (attempt === TRIES || !isConflict(error)) throw error;
          await sleep(10 * 2 ** attempt * Math.random());
        }
      }
    },
    snapshot: (work, { timeout = 10_000 } = {}) =>
      prisma.$transaction((tx) => work(tx), { isolationLevel: 'RepeatableRead', timeout, maxWait: timeout }),
    close: () => prisma.$disconnect(),
  };
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
