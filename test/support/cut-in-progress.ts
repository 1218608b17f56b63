import { eventually } from '../../sandbox/start-sandbox.js';
import { takeNumber } from '../../src/db/counters.js';
import { runClock } from '../../src/services/run-clock.js';
import type { Books } from './books.js';

/**
 * Puts the clock there and begins to cut a month of 2026. Resolves while the cut holds its rewards and waits for its
 * number, which `finish` lets it have.
 */
export async function beginCut(books: Books, instant: string): Promise<{ finish(): Promise<void> }> {
  const { db, workspaceId } = books;
  books.clock.set(instant);
  const programme = await db.reads.programme.findUniqueOrThrow({ where: { workspaceId } });
  const book = { workspaceId, programmeId: programme.id };
  let giveNumber = () => {};
  let numberHeld: Promise<void> = Promise.resolve();
  await new Promise<void>((isHeld) => {
    numberHeld = db
      .transaction(
        async (tx) => {
          await takeNumber(tx, book, 'invoice-2026');
          isHeld();
          await new Promise<void>((resolve) => {
            giveNumber = resolve;
          });
          throw new NumberGivenBack();
        },
        { timeout: 60_000 },
      )
      .catch((error: unknown) => {
        if (!(error instanceof NumberGivenBack)) throw error;
      });
  });
  const cut = runClock(books.deps, { workspaceId, actor: 'bot' });
  await eventually(async () => {
    const [waiting] = await db.reads.$queryRaw<{ statements: number }[]>`
      SELECT count(*)::int AS statements FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO counter%'`;
    return waiting?.statements === 1;
  });
  return {
    finish: async () => {
      giveNumber();
      await Promise.all([numberHeld, cut]);
    },
  };
}

class NumberGivenBack extends Error {}
