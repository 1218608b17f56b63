import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import type { JobName } from '../../src/domain/jobs.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { changeSetting } from '../../src/services/settings.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { BERLIN, tickTeam } from '../support/invoices.js';
import {
  cardShowing,
  decide,
  type GivenRewardRef,
  givenCard,
  givenReward,
  hurryRetries,
  messagesAbout,
  modalFor,
  passTime,
  untilQuiet,
} from '../support/rewards.js';
import { ANA, BO, CLEO, CY, DANA, LENA, OMAR, startTeam, type Team } from '../support/team.js';

describe('the creator of a reward', () => {
  let team: Team;
  let acme: string;
  let lonely: string;
  beforeAll(async () => {
    team = await startTeam({ env: { ...BERLIN, MANAGER_USERS: `${ANA},${OMAR}` } });
    acme = (await givenAcme(team)).acme;
    lonely = await givenPartner(team, { key: 'lonely', name: 'Lonely' });
  });
  afterAll(() => team.stop());

  /** What somebody was told of the reward, but for its creation. */
  const toldOf = async (number: number, userId = ANA) => {
    await untilQuiet(team);
    return messagesAbout(team, userId, number).filter((text) => !text.includes('is created'));
  };

  /** Has a job done once more, as after a crash. */
  const runAgain = (name: JobName, payload: object) =>
    team.db.transaction(
      (tx) =>
        tx.$executeRaw`SELECT graphile_worker.add_job(${name}, ${JSON.stringify({
          workspaceId: team.workspaceId,
          ...payload,
        })}::json)`,
    );

  test.each([
    ['approve', 'Approved', 'Approved by @bo', {}],
    ['decline', 'Declined', 'Suspected fraud', { reason: 'Same IP', facts: { reasonCode: 'fraud', silently: true } }],
    ['hold', 'Hold', 'Put on hold by @bo', { reason: 'Check the order', facts: { owner: CY } }],
    ['mark_paid', 'Paid', 'Marked as paid by @bo', { reason: 'Transfer 7', facts: { paidOn: '2026-11-14' } }],
  ] as const)('is told once when somebody else decides to %s', async (decision, status, words, order) => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, decision, order as Parameters<typeof decide>[3]);
    const [told, ...more] = await toldOf(number);
    expect(more).toEqual([]);
    expect(told).toContain(`R-${number} · ${status}: $250.00 for Acme Growth GmbH`);
    expect(told).toContain(words);
    if ('reason' in order) expect(told).toContain(order.reason);
    await runAgain('notify-creator-of-decision', { rewardId: id, revision: 2 });
    expect(await toldOf(number)).toEqual([told]);
    expect(told).toContain('Open its card');
  });

  test('is told that it is released and reopened, and withdrawn by an admin', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'hold', { reason: 'wait', facts: { owner: BO } });
    await decide(team, id, 'release');
    await decide(team, id, 'decline', { facts: { reasonCode: 'duplicate' } });
    await decide(team, id, 'reopen', { reason: 'By mistake' });
    await decide(team, id, 'withdraw', { by: DANA });
    const told = (await toldOf(number)).join('\n');
    for (const words of ['Released by @bo', 'Reopened by @bo', 'By mistake', 'Withdrawn by an admin, @dana'])
      expect(told).toContain(words);
    expect(await toldOf(number)).toHaveLength(5);
  });

  test('is told nothing of what they decide themselves', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'withdraw', { by: ANA });
    expect(await toldOf(number)).toEqual([]);
  });

  test('is asked for changes once, and not told of the same in another message', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'request_changes', { reason: 'Was it not 1,250?' });
    expect(await toldOf(number)).toEqual([expect.stringContaining('asks for changes to')]);
  });

  test('whose message Slack does not take at first holds up no partner, and is told later', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    team.slack.weather.set({ method: 'chat.postMessage', channel: ANA, kind: 'error', error: 'fatal_error' });
    await decide(team, id, 'approve');
    await eventually(() => messagesAbout(team, LENA, number).some((text) => text.includes('You earned')));
    expect(await toldOf(number)).toEqual([]);
    team.slack.weather.clear();
    await eventually(async () => {
      await hurryRetries(team);
      return messagesAbout(team, ANA, number).some((text) => text.includes('Approved by @bo'));
    });
  });

  test('whom Slack no longer lets the bot write to is not told, and the decision and the partner are none the worse', async () => {
    team.slack.addUser({ id: 'U0LEFT', name: 'left', realName: 'Left Person', email: 'left@left.example' });
    const managers = { workspaceId: team.workspaceId, name: 'manager-users', actor: DANA };
    await changeSetting(team.deps, { ...managers, value: `${ANA},${OMAR},U0LEFT` });
    const { id, number } = await givenCard(team, { partnerId: acme, by: 'U0LEFT' });
    team.slack.deactivate('U0LEFT');
    team.slack.weather.set({ method: 'chat.postMessage', channel: 'U0LEFT', kind: 'error', error: 'user_disabled' });
    await decide(team, id, 'approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => messagesAbout(team, LENA, number).some((text) => text.includes('You earned')));
    await untilQuiet(team);
    const rows = await team.db.reads.message.findMany({ where: { key: `decision:${id}:2` } });
    expect(rows).toMatchObject([{ state: 'failed', recipient: 'U0LEFT', problem: 'deactivated' }]);
    team.slack.weather.clear();
    expect(await team.db.reads.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE last_error IS NOT NULL`).toEqual([]);
  });

  test('turns approvals and payments off in Home, and is told of declines and holds all the same', async () => {
    await team.slack.as(ANA).opensHome();
    const homeSaying = (state: string) =>
      eventually(() => {
        const shown = team.slack.as(ANA).home();
        return shown?.visibleText().includes(`approvals and payments of your rewards: ${state}`) && shown;
      });
    const press = async (label: string, from: string, to: string) => {
      await (await homeSaying(from)).press(`${label} messages about approvals and payments`);
      await homeSaying(to);
    };
    await press('Turn off', 'on', 'off');
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'approve');
    expect(await toldOf(number)).toEqual([]);
    await decide(team, id, 'hold', { reason: 'Check it', facts: { owner: BO } });
    await decide(team, id, 'decline', { facts: { reasonCode: 'duplicate' } });
    await decide(team, id, 'reopen');
    await decide(team, id, 'mark_paid', { reason: 'Transfer 8', facts: { paidOn: '2026-11-14' } });
    const told = await toldOf(number);
    expect(told).toHaveLength(3);
    expect(told.join()).not.toContain('Approved');
    expect(told.join()).not.toContain('paid');
    // Somebody else's choice is their own.
    const other = await givenCard(team, { partnerId: acme, by: OMAR });
    await decide(team, other.id, 'approve');
    expect(await toldOf(other.number, OMAR)).toHaveLength(1);
    await press('Turn on', 'off', 'on');
    const again = await givenCard(team, { partnerId: acme });
    await decide(team, again.id, 'approve');
    expect(await toldOf(again.number)).toHaveLength(1);
  });

  test('of several rewards that are approved together is told in one message, and each creator of their own', async () => {
    const given: (GivenRewardRef & { by: string })[] = [];
    for (const by of [ANA, ANA, OMAR])
      given.push({ ...(await givenReward(team, { partnerId: lonely, amount: '77', by })), by });
    await untilQuiet(team);
    await team.slack.as(BO).opensHome();
    const home = await eventually(() => {
      const shown = team.slack.as(BO).home();
      return given.every(({ number }) => shown?.visibleText().includes(`R-${number}`)) && shown;
    });
    const form = await modalFor(team, BO, () => home.press('Approve several…'));
    const [label = ''] = form.labels();
    for (const { number } of given) await form.select(label, `$77.00 · R-${number} · Lonely`);
    await form.submit();
    const sent = await Promise.all([form.submit(), form.submit()]);
    expect(sent.map(({ status }) => status)).toContain('updated');
    const [first, second, third] = given;
    await passTime(team, 2_000);
    await eventually(() => messagesAbout(team, OMAR, third?.number ?? 0).some((text) => text.includes('Approved')));
    const told = await toldOf(first?.number ?? 0);
    expect(told).toEqual([expect.stringContaining('2 rewards that you created are Approved: $154.00')]);
    expect(await toldOf(second?.number ?? 0)).toEqual(told);
    expect(told[0]).toContain('Approved by @bo');
    expect(told[0]).not.toContain(`R-${third?.number}`);
    const { data } = await team.db.reads.event.findFirstOrThrow({
      where: { rewardId: first?.id ?? '', kind: 'approved' },
    });
    await runAgain('notify-creator-of-bulk', { bulkId: Object(data).bulkId, createdBy: ANA });
    expect(await toldOf(first?.number ?? 0)).toEqual(told);
    expect(await toldOf(third?.number ?? 0, OMAR)).toEqual([
      expect.stringContaining('1 reward that you created is Approved: $77.00'),
    ]);
  });

  test('of an invoice that is paid is told in one message, but not who pays it', async () => {
    team.clock.set('2027-01-10T12:00:00Z');
    const managers = { workspaceId: team.workspaceId, name: 'manager-users', actor: DANA };
    await changeSetting(team.deps, { ...managers, value: `${ANA},${OMAR},${CLEO}` });
    const given: GivenRewardRef[] = [];
    for (const [by, amount] of [
      [ANA, '11'],
      [ANA, '12'],
      [OMAR, '13'],
      [CLEO, '14'],
    ] as const)
      given.push(await givenReward(team, { partnerId: acme, amount, by, currency: 'EUR' }));
    await tickTeam(team, '2027-02-01T00:30:00Z');
    await tickTeam(team, '2027-02-08T00:30:00Z');
    const invoice = await team.db.reads.invoice.findFirstOrThrow({ where: { currency: 'EUR' } });
    const { workspaceId } = team;
    const order = { workspaceId, invoiceId: invoice.id, revision: invoice.revision };
    await markInvoicePaid(team.deps, { ...order, by: CLEO, paidOn: '2027-02-08', reference: 'SEPA 1' });
    const [ana = 0, , omar = 0, cleo = 0] = given.map(({ number }) => number);
    const [told, ...more] = await toldOf(ana);
    expect(more).toEqual([]);
    expect(told).toContain(`2 rewards that you created are Paid with ${invoice.number}: €23.00`);
    expect(told).toContain('Marked as paid by @cleo');
    expect(told).toContain('“SEPA 1”');
    expect(await toldOf(omar, OMAR)).toEqual([
      expect.stringContaining(`1 reward that you created is Paid with ${invoice.number}: €13.00`),
    ]);
    expect(await toldOf(cleo, CLEO)).toEqual([]);
    await runAgain('notify-creator-of-payment', { invoiceId: invoice.id, createdBy: ANA });
    expect(await toldOf(ana)).toHaveLength(1);
  });
});
