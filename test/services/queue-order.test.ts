import { expect, test } from '@jest/globals';
import { givenPartners, setUpShelf } from '../support/books.js';
import { givenReward } from '../support/rewards.js';

const shelf = setUpShelf();

test('however many partners are to be told, the card of a new reward is taken first', async () => {
  const books = await shelf.open();
  const { acme, globex } = await givenPartners(books, 'acme', 'globex');
  for (const partnerId of [acme, globex, acme]) await givenReward(books, { partnerId });
  const jobs = await books.db.reads.$queryRaw<{ name: string }[]>`
    SELECT task_identifier AS name FROM graphile_worker.jobs WHERE run_at <= now() ORDER BY priority, run_at`;
  const names = jobs.map(({ name }) => name).filter((name) => name !== 'refresh-user-groups');
  expect(names).toEqual([...Array(3).fill('show-reward-card'), ...Array(3).fill('tell-partner')]);
});
