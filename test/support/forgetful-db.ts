import type { Db } from '../../src/db/client.js';

class Forgotten extends Error {}

/** The same Postgres, in which nothing that a transaction did stays: so that many may try the same thing. */
export function createForgetfulDb(db: Db): Db {
  return {
    ...db,
    transaction: async (work, options) => {
      const done: { result: Awaited<ReturnType<typeof work>> }[] = [];
      await db
        .transaction(async (tx) => {
          done.push({ result: await work(tx) });
          throw new Forgotten();
        }, options)
        .catch((error: unknown) => {
          if (!(error instanceof Forgotten)) throw error;
        });
      const last = done.at(-1);
      if (!last) throw new Error('nothing was done');
      return last.result;
    },
  };
}
