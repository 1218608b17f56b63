import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { deleteFile } from '../../sandbox/world/files.js';
import { owe } from '../../src/services/owe.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { decide, givenReward, untilQuiet } from '../support/rewards.js';
import { BO, CLEO, DANA, FINANCE, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
let globex: string;
beforeAll(async () => {
  team = await startTeam({ env: { TIME_ZONE: 'Europe/Berlin', CURRENCY: 'USD,EUR' } });
  acme = (await givenAcme(team)).acme;
  globex = await givenPartner(team, { key: 'globex', name: 'Globex' });
});
afterAll(() => team.stop());

const digests = (month: string) =>
  team.slack
    .messagesIn(FINANCE)
    .map((message) => message.visibleText())
    .filter((text) => text.startsWith(`${month}: what will be invoiced`));

/** The hour strikes at this instant, in the bot itself. */
async function strike(instant: string): Promise<void> {
  team.clock.set(instant);
  await owe(team.deps, { name: 'run-clock', payload: {} });
  await untilQuiet(team);
}

test('three days before the month ends finance is told once what will be on it, what nobody reviewed and what is held', async () => {
  team.clock.set('2026-10-10T12:00:00Z');
  const unseen = await givenReward(team, { partnerId: acme, amount: '100' });
  const approved = await givenReward(team, { partnerId: globex, amount: '50.50' });
  const held = await givenReward(team, { partnerId: globex, amount: '30' });
  await givenReward(team, { partnerId: globex, amount: '7', currency: 'EUR' });
  await decide(team, approved.id, 'approve');
  await decide(team, held.id, 'hold', { reason: 'Wait', facts: { owner: BO, reviewBy: '2026-10-30' } });
  await untilQuiet(team);

  // In Berlin the 29th begins at 23:00 UTC of the 28th: clocks have gone back by then.
  await strike('2026-10-28T22:59:00Z');
  expect(digests('October 2026')).toEqual([]);
  await strike('2026-10-28T23:00:00Z');
  const [said = '', ...more] = digests('October 2026');
  expect(more).toEqual([]);
  expect(said).toContain("(the month's end in Europe/Berlin)");
  expect(said).toMatch(
    /USD\s+\$150\.50 · 2 rewards · 2 partners · 1 not reviewed yet \(\$100\.00\) · 1 on hold \(\$30\.00\)/,
  );
  expect(said).toMatch(/EUR\s+€7\.00 · 1 reward · 1 partner · 1 not reviewed yet \(€7\.00\)/);
  expect(said).toContain(`R-${unseen.number} · Acme Growth GmbH · $100.00`);
  expect(said).toContain(`R-${held.number} · Globex · $30.00 · @bo looks after it · review by 30 October 2026`);
  expect(said).not.toContain(`R-${approved.number}`);
  const links = JSON.stringify(team.slack.messagesIn(FINANCE).map((message) => message.blocks));
  expect(links).toMatch(/slack\.com\/archives\/C[A-Z0-9]+\/p\d+/);

  const [digest] = team.slack.messagesIn(FINANCE).filter((message) => message.visibleText().startsWith('October 2026'));
  const pictures = () => team.slack.thread(FINANCE, digest?.ts ?? '').map((reply) => reply.fileNames);
  expect(pictures()).toEqual([['months-eur.png', 'months-usd.png']]);
  const drawn = [...team.slack.world.files.values()].find((file) => file.name === 'months-usd.png');
  expect(
    Buffer.from(drawn?.bytes ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(drawn?.altText).toMatch(/^Rewards by month and status, and payouts, in USD\. October 2026: New \$100\.00, /);

  // Finance finds the picture in their Home, of the day it was drawn; the days after are in the lines below it.
  const cleo = () => team.slack.as(CLEO).home();
  const openedHome = async () => {
    const before = cleo()?.view.hash;
    await team.slack.as(CLEO).opensHome();
    return eventually(
      () =>
        cleo()?.view.hash !== before &&
        cleo()?.visibleText().includes('Month by month') &&
        JSON.stringify(cleo()?.view.blocks),
    );
  };
  await strike('2026-10-29T12:00:00Z');
  const home = await openedHome();
  expect(home).toContain('"text":"The months until October 29, 2026, in USD"');
  expect(home).toContain(`"slack_file":{"id":"${drawn?.id}"}`);
  expect(home).toContain(`"alt_text":"${drawn?.altText}"`);
  // Gone from Slack it takes nothing else away.
  if (drawn) deleteFile(team.slack.world, drawn);
  const without = await openedHome();
  expect(without).toContain('Month by month');
  expect(without).not.toContain('slack_file');
  expect(cleo()?.visibleText()).toContain('October 2026: New $100.00, Approved $50.50, Hold $30.00.');
  await strike('2026-10-31T12:00:00Z');
  expect(digests('October 2026')).toHaveLength(1);
  expect(pictures()).toHaveLength(1);
});

test('an empty month has none, and neither has anybody who wants none', async () => {
  await strike('2026-11-01T12:00:00Z');
  await team.db.transaction((tx) => tx.reward.updateMany({ where: { status: 'Hold' }, data: { status: 'Declined' } }));
  await strike('2026-11-29T12:00:00Z');
  expect(digests('November 2026')).toEqual([]);
  const { workspaceId } = team;
  await changeSetting(team.deps, { workspaceId, name: 'digest-days', value: '0', actor: DANA });
  team.clock.set('2026-12-10T12:00:00Z');
  await givenReward(team, { partnerId: acme, amount: '100' });
  await strike('2026-12-31T12:00:00Z');
  expect(digests('December 2026')).toEqual([]);
  // Turned on in the last hours, it comes at the next.
  await changeSetting(team.deps, { workspaceId, name: 'digest-days', value: '1', actor: DANA });
  await strike('2026-12-31T13:00:00Z');
  expect(digests('December 2026')).toHaveLength(1);
});
