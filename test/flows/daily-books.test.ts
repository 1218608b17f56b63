import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { owe } from '../../src/services/owe.js';
import { onlyInvoice } from '../support/books.js';
import { runStatement } from '../support/database-statement.js';
import { givenAcme } from '../support/directory.js';
import { tickTeam } from '../support/invoices.js';
import { type GivenRewardRef, givenReward, untilQuiet } from '../support/rewards.js';
import { FINANCE, startTeam, type Team } from '../support/team.js';

let team: Team;
let reward: GivenRewardRef;
beforeAll(async () => {
  team = await startTeam();
  const { acme } = await givenAcme(team);
  team.clock.set('2026-11-10T12:00:00Z');
  reward = await givenReward(team, { partnerId: acme, amount: '100' });
  await tickTeam(team, '2026-12-01T00:30:00Z');
});
afterAll(() => team.stop());

const said = () =>
  team.slack
    .messagesIn(FINANCE)
    .map((message) => message.visibleText())
    .filter((text) => text.startsWith('The books'));

/** Half past three. */
async function check(): Promise<void> {
  await owe(team.deps, { name: 'check-books', payload: {} });
  await untilQuiet(team);
}

/** Breaks or mends what no part of the bot could. */
const force = (statement: string) =>
  runStatement(team.databaseUrl, `BEGIN; SET LOCAL session_replication_role = replica; ${statement}; COMMIT`);

test('books that balance are no news', async () => {
  await check();
  expect(said()).toEqual([]);
});

test('what is off is told once, and anew when it is something else; nothing is repaired', async () => {
  await force('UPDATE invoice SET total_minor = 1');
  await check();
  expect(said()).toEqual([expect.stringContaining('1 finding.')]);
  expect(said()[0]).toContain('INV-2026-0001: expected 100.00 USD, found 0.01 USD');
  expect(said()[0]).toContain('npm run rewards -- check-books');
  await check();
  expect(said()).toHaveLength(1);
  expect((await onlyInvoice(team)).total).toBe(1n);

  await force(`UPDATE reward SET payment = 'not_invoiced' WHERE id = '${reward.id}'`);
  await check();
  const [before, now, ...more] = said();
  expect(more).toEqual([]);
  expect(before).toContain('other findings by now');
  expect(now).toContain('3 findings.');
});

test('once they are gone the message says so; the same again is news again', async () => {
  await force('UPDATE invoice SET total_minor = 10000');
  await force(`UPDATE reward SET payment = 'on_invoice' WHERE id = '${reward.id}'`);
  await check();
  expect(said()).toHaveLength(2);
  expect(said()[1]).toContain('The books balance again');
  await check();
  expect(said()).toHaveLength(2);

  await force('UPDATE invoice SET total_minor = 1');
  await check();
  expect(said()).toHaveLength(3);
  expect(said()[2]).toContain('1 finding.');
  await force('UPDATE invoice SET total_minor = 10000');
});

test('a bot that is never there at night looks at them when it starts', async () => {
  await team.bot.stop();
  await force('UPDATE invoice SET total_minor = 2');
  await team.bot.start();
  await eventually(() => said().length === 4);
  expect(said()[3]).toContain('1 finding.');
  await force('UPDATE invoice SET total_minor = 10000');
});
