import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { changeSetting } from '../../src/services/settings.js';
import { expectBalance, invoicesOf } from '../support/books.js';
import { givenAcme } from '../support/directory.js';
import { invoiceMessages, monthOf, tickTeam } from '../support/invoices.js';
import { givenReward, untilQuiet, whisperedTo } from '../support/rewards.js';
import { BO, CLEO, DANA, FINANCE, startTeam, type Team, TRANSPORTS } from '../support/team.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport, env: { CURRENCY: 'USD,EUR' } });
    acme = (await givenAcme(team)).acme;
    await setBound('1000');
  });
  afterAll(() => team.stop());

  let month = 0;
  const setBound = (value: string) =>
    changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'invoice-bound', value, actor: DANA });
  const name = () =>
    new Date(`${monthOf(month)}-01T00:00:00Z`).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  const stopped = (): Message[] =>
    team.slack
      .messagesIn(FINANCE)
      .filter((message) => message.visibleText().startsWith(`Invoice not cut: ${name()} 2026 · USD`));
  const asking = () => eventually(() => stopped().find((message) => message.buttons().includes('Cut it anyway')));
  const ofMonth = async () => (await invoicesOf(team)).filter((invoice) => invoice.month === monthOf(month));

  // Each test has a month of its own, with $1,500 and €7 to be invoiced.
  beforeEach(async () => {
    month += 1;
    await setBound('1000');
    team.clock.set(`${monthOf(month)}-10T12:00:00Z`);
    await givenReward(team, { partnerId: acme, amount: '1500' });
    await givenReward(team, { partnerId: acme, amount: '7', currency: 'EUR' });
  });

  test('is not made: finance is asked once, the other currency goes on, and later months wait until somebody says so', async () => {
    await tickTeam(team, `${monthOf(month + 1)}-01T00:30:00Z`, 5);
    const message = await asking();
    expect(message.visibleText()).toContain('It would come to $1,500.00 on 1 reward, over the bound of $1,000.00.');
    expect(message.visibleText()).toContain('npm run rewards -- settings invoice-bound');
    expect((await ofMonth()).map(({ currency }) => currency)).toEqual(['EUR']);
    await tickTeam(team, `${monthOf(month + 1)}-02T00:30:00Z`);
    expect(stopped()).toHaveLength(1);

    // The next month ends meanwhile, and waits behind it.
    team.clock.set(`${monthOf(month + 1)}-10T12:00:00Z`);
    await givenReward(team, { partnerId: acme, amount: '20' });
    await tickTeam(team, `${monthOf(month + 2)}-01T00:30:00Z`);
    expect((await invoicesOf(team)).filter(({ currency }) => currency === 'USD')).toEqual([]);

    const answer = await team.slack.as(CLEO).press(message, 'Cut it anyway');
    expect(answer).toMatchObject({ confirmed: 'An invoice of $1,500.00 for January 2026 goes in review.' });
    await eventually(async () => (await ofMonth()).some(({ currency }) => currency === 'USD'));
    await untilQuiet(team);
    const dollars = (await invoicesOf(team)).filter(({ currency }) => currency === 'USD');
    expect(dollars.map(({ month: of, total }) => [of, total])).toEqual([
      ['2026-01', 150_000n],
      ['2026-02', 2_000n],
    ]);
    const settled = stopped();
    expect(settled).toHaveLength(1);
    expect(settled[0]?.visibleText()).toMatch(
      new RegExp(`✓ Allowed by @cleo, .+, and cut as ${dollars[0]?.number}\\.`),
    );
    expect(settled[0]?.buttons()).toEqual([]);
    expect(invoiceMessages(team, dollars[0]?.number ?? '')).toHaveLength(1);

    // Pressed again, on the message as it was.
    const words = await whisperedTo(team, DANA, () => team.slack.as(DANA).pressStale(message, 'Cut it anyway'));
    expect(words).toMatch(
      /^@?(the bot|The bot|cleo).+ the January 2026 invoice in USD on .+ There is nothing left to do\.$/,
    );
    await expectBalance(team);
    month += 1;
  });

  test('two press at once: one has let it, the other is told who', async () => {
    await tickTeam(team, `${monthOf(month + 1)}-01T00:30:00Z`);
    const message = await asking();
    const before = [CLEO, DANA].map((userId) => team.slack.as(userId).ephemerals().length);
    await Promise.all([CLEO, DANA].map((userId) => team.slack.as(userId).press(message, 'Cut it anyway')));
    await eventually(async () => (await ofMonth()).some(({ currency }) => currency === 'USD'));
    await untilQuiet(team);
    const whispers = [CLEO, DANA].flatMap((userId, at) =>
      team.slack
        .as(userId)
        .ephemerals()
        .slice(before[at])
        .map((it) => it.visibleText()),
    );
    expect(whispers).toEqual([
      expect.stringMatching(/(let the bot cut|cut) the .+ invoice in USD on .+ There is nothing left to do\./),
    ]);
    const allowed = await team.db.reads.event.findMany({ where: { kind: 'run_allowed' } });
    expect(allowed.filter(({ data }) => JSON.stringify(data).includes(monthOf(month)))).toHaveLength(1);
  });

  test('who is not of finance is refused', async () => {
    await tickTeam(team, `${monthOf(month + 1)}-01T00:30:00Z`);
    const message = await asking();
    const words = await whisperedTo(team, BO, () => team.slack.as(BO).pressStale(message, 'Cut it anyway'));
    expect(words).toBe('Only finance and admins can do this. Ask an admin to add you.');
    await setBound('5000');
    await tickTeam(team, `${monthOf(month + 1)}-01T01:30:00Z`);
    expect(stopped().map((it) => it.visibleText())).toEqual([expect.stringContaining('Settled, and cut as INV-')]);
  });

  test('it asks again once it has grown beyond what was allowed', async () => {
    await tickTeam(team, `${monthOf(month + 1)}-01T00:30:00Z`);
    const message = await asking();
    await givenReward(team, { partnerId: acme, amount: '600', at: new Date(`${monthOf(month)}-20T12:00:00Z`) });
    await team.slack.as(CLEO).press(message, 'Cut it anyway');
    const again = await eventually(() => stopped().find((it) => it.ts !== message.ts));
    expect(again.visibleText()).toContain('$2,100.00 on 2 rewards');
    expect(
      stopped()
        .find((it) => it.ts === message.ts)
        ?.visibleText(),
    ).toContain('✓ Allowed by @cleo');
    expect((await ofMonth()).map(({ currency }) => currency)).toEqual(['EUR']);
    await team.slack.as(DANA).press(again, 'Cut it anyway');
    await eventually(async () => (await ofMonth()).some(({ currency }) => currency === 'USD'));
    await untilQuiet(team);
    expect((await ofMonth()).find(({ currency }) => currency === 'USD')?.total).toBe(210_000n);
    await expectBalance(team);
  });

  test('too many missed months are told in the channel once', async () => {
    const at = new Date('2020-03-10T12:00:00Z');
    const late = await startTeam();
    try {
      const { acme: partnerId } = await givenAcme(late);
      await givenReward(late, { partnerId, at });
      await tickTeam(late, '2026-12-01T00:30:00Z', 3);
      await tickTeam(late, '2026-12-01T01:30:00Z');
      const said = late.slack.messagesIn(FINANCE).map((it) => it.visibleText());
      expect(said).toEqual([expect.stringContaining('No month was closed since March 2020.')]);
      expect(said[0]).toContain('npm run rewards -- invoices run --as-of 2021-03-02T12:00:00Z');
    } finally {
      await late.stop();
    }
  });
});
