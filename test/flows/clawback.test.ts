import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { clawBack } from '../../src/services/claw-back.js';
import { readMine } from '../../src/services/read-parts.js';
import { expectBalance } from '../support/books.js';
import { givenAcme } from '../support/directory.js';
import { choosePartner, openForm } from '../support/reward-form.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  decide,
  eventsOf,
  type GivenRewardRef,
  givenReward,
  messagesAbout,
  modalFor,
  untilQuiet,
} from '../support/rewards.js';
import { ANA, BO, CLEO, CY, DANA, LENA, startTeam, type Team, TRANSPORTS } from '../support/team.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  let paid: GivenRewardRef;
  let card: Message;
  beforeAll(async () => {
    team = await startTeam({ transport });
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  // $250 that Lena was paid.
  beforeEach(async () => {
    paid = await givenReward(team, { partnerId: acme });
    await decide(team, paid.id, 'mark_paid', { facts: { paidOn: '2026-11-10', reference: 'Transfer 1' } });
    card = await cardShowing(team, paid.number, 'Paid');
    await untilQuiet(team);
  });

  const open = (userId: string) => modalFor(team, userId, () => team.slack.as(userId).choose(card, 'Claw back…'));
  const clawbacksOf = (id: string) =>
    team.db.reads.reward.findMany({ where: { correctsRewardId: id }, orderBy: { number: 'asc' } });
  const onlyClawback = async () => {
    const [row, ...more] = await clawbacksOf(paid.id);
    if (!row || more.length > 0) throw new Error(`${more.length + (row ? 1 : 0)} clawbacks, not one`);
    return row;
  };

  test('a manager takes part of it back: the card, the partner and the creator say of what and why, and others review it', async () => {
    const form = await open(ANA);
    expect(form.title).toBe('Claw back reward');
    expect(form.value('Amount to take back')).toBe('250.00');
    await form.fill({ 'Amount to take back': '300', Reason: 'no' });
    expect(await form.submit()).toEqual({ status: 'errors', errors: { Reason: 'Say why, in at least 3 characters.' } });
    await form.fill({ Reason: 'The order was returned', 'Internal note': 'Ticket 7' });
    expect(await form.submit()).toEqual({
      status: 'errors',
      errors: { 'Amount to take back': `At most $250.00 of R-${paid.number} can be taken back.` },
    });
    expect(form.value('Reason')).toBe('The order was returned');
    await form.fill({ 'Amount to take back': '$50' });
    expect(await form.submit()).toEqual({ status: 'closed' });

    const { id, number } = await onlyClawback();
    const clawback = await cardShowing(team, number, 'New');
    await untilQuiet(team);
    const said = clawback.visibleText();
    expect(said).toContain('−$50.00');
    expect(said).toContain('The order was returned');
    expect(said).toContain(`Takes back R-${paid.number}, which was $250.00`);
    expect(said).toContain('Ticket 7');
    expect(clawback.buttons()).toEqual(['Approve', 'Decline…', 'Hold…']);
    expect(cardOf(team, paid.number)?.visibleText()).toContain(`Taken back: R-${number} −$50.00`);
    expect(messagesAbout(team, ANA, number).join()).toContain(`It takes back R-${paid.number}`);
    const told = () => messagesAbout(team, LENA, number);
    // The partner hears of it once it is approved, and does not find it in their rewards before.
    expect(told()).toEqual([]);
    const seen = async () =>
      (await readMine(team.deps, team.workspaceId, LENA)).earnings?.page.rows[0]?.page.rows ?? [];
    expect((await seen()).map(({ view }) => view.reward)).not.toContain(`R-${number}`);

    // Four eyes: whoever asked for it does not decide on it.
    await expect(decide(team, id, 'approve', { by: ANA })).rejects.toMatchObject({ code: 'not_allowed' });
    await team.slack.as(BO).press(await cardShowing(team, number, 'New'), 'Approve');
    await cardShowing(team, number, 'Approved');
    await eventually(() => told().length === 1);
    expect(told()[0]).toMatch(new RegExp(`^Clawback: \\$50\\.00 of R-${paid.number} is taken back\n`));
    expect(told()[0]).toContain('The order was returned');
    expect(told()[0]).not.toMatch(/Ticket 7|ana/);
    expect((await seen()).map(({ view }) => view.reward)).toContain(`R-${number}`);
    expect(await booksOf(team, id)).toMatchObject({ kinds: ['created', 'approved'] });

    // The rest, and then nothing is left for who comes too late.
    const late = await open(CY);
    const rest = await open(BO);
    expect(rest.value('Amount to take back')).toBe('200.00');
    await rest.fill({ Reason: 'So was the other' });
    expect(await rest.submit()).toEqual({ status: 'closed' });
    await late.fill({ Reason: 'So was the other' });
    expect(await late.submit()).toEqual({ status: 'pushed' });
    expect(team.slack.as(CY).modal()?.visibleText()).toMatch(
      /@bo created R-\d+ on .+\. It takes \$200\.00 of R-\d+ back; nothing is left of it\./,
    );
    await untilQuiet(team);
    expect(cardOf(team, paid.number)?.menu()).toEqual(['History']);
    await expectBalance(team);
  });

  test('two people take it back at once: one does, and the other is told who, what and how much', async () => {
    const forms = [await open(ANA), await open(BO)];
    for (const form of forms) await form.fill({ 'Amount to take back': '200', Reason: 'The order was returned' });
    const answers = await Promise.all(forms.map((form) => form.submit()));
    expect(answers.map(({ status }) => status).sort()).toEqual(['closed', 'pushed']);
    const loser = answers[0]?.status === 'pushed' ? ANA : BO;
    expect(team.slack.as(loser).modal()?.visibleText()).toMatch(
      /@(ana|bo) created R-\d+ on .+\. It takes \$200\.00 of R-\d+ back; at most \$50\.00 more can be\./,
    );
    await team.slack.as(loser).modal()?.close();
    const { amountMinor } = await onlyClawback();
    expect(amountMinor).toBe(-20_000n);
    await untilQuiet(team);
    await expectBalance(team);
  });

  test('the same submission twice is one clawback', async () => {
    const form = await open(ANA);
    await form.fill({ 'Amount to take back': '50', Reason: 'The order was returned' });
    const click = form.submit();
    const entry = team.slack.traffic.findLast(({ what }) => what === 'view_submission');
    if (!entry) throw new Error('nothing was submitted');
    const more = await Promise.all([1, 2, 3].map(() => team.slack.redeliver(entry)));
    expect(await click).toEqual({ status: 'closed' });
    for (const { status, body } of more) expect({ status, body }).toEqual({ status: 'acked', body: undefined });
    const { id, number } = await onlyClawback();
    await untilQuiet(team);
    expect(await eventsOf(team, id)).toHaveLength(1);
    expect(messagesAbout(team, LENA, number)).toEqual([]);
  });

  test('declined, it takes nothing: the partner never hears of it, the card of what was paid offers it again', async () => {
    const form = await open(ANA);
    await form.fill({ Reason: 'The order was returned' });
    await form.submit();
    const { id, number } = await onlyClawback();
    await untilQuiet(team);
    expect(cardOf(team, paid.number)?.menu()).toEqual(['History']);
    await decide(team, id, 'decline', { reason: 'It was not', facts: { reasonCode: 'not_eligible' } });
    await untilQuiet(team);
    expect(messagesAbout(team, LENA, number)).toEqual([]);
    const again = cardOf(team, paid.number);
    expect(again?.menu()).toEqual(['Claw back…', 'History']);
    expect(again?.visibleText()).not.toContain('Taken back');
    // Somebody takes some of it back after all; the first cannot be reopened over it.
    const second = await open(BO);
    await second.fill({ 'Amount to take back': '1', Reason: 'A fee' });
    await second.submit();
    await expect(decide(team, id, 'reopen')).rejects.toMatchObject({ code: 'clawback_overtaken' });
    await expectBalance(team);
  });

  test('approved and then declined, the partner who heard of it hears that it is not taken back after all', async () => {
    const order = { workspaceId: team.workspaceId, rewardId: paid.id, submissionKey: `V2${transport}`, by: ANA };
    const amount = { minor: 5_000n, currency: 'USD' };
    const { rewardId, number } = await clawBack(team.deps, { ...order, amount, reason: 'The order was returned' });
    await untilQuiet(team);
    await decide(team, rewardId, 'approve');
    await untilQuiet(team);
    await decide(team, rewardId, 'decline', { facts: { reasonCode: 'not_eligible' } });
    await untilQuiet(team);
    const told = messagesAbout(team, LENA, number);
    expect(told).toHaveLength(2);
    expect(told[1]).toContain(`Clawback: $50.00 of R-${paid.number} is not taken back after all`);
  });

  test('nobody else may, nothing but what was paid is taken back, and no clawback is', async () => {
    const order = { workspaceId: team.workspaceId, reason: 'The order was returned', submissionKey: `V0${transport}` };
    const take = (rewardId: string, by: string, minor = 5_000n) =>
      clawBack(team.deps, { ...order, rewardId, by, amount: { minor, currency: 'USD' } });
    for (const by of [CLEO, LENA]) await expect(take(paid.id, by)).rejects.toMatchObject({ code: 'not_allowed' });
    const open = await givenReward(team, { partnerId: acme });
    await expect(take(open.id, ANA)).rejects.toMatchObject({ code: 'not_to_be_clawed_back' });
    await expect(take(paid.id, ANA, 25_001n)).rejects.toMatchObject({ code: 'clawback_too_much' });
    const made = await take(paid.id, DANA);
    await decide(team, made.rewardId, 'mark_paid');
    const again = clawBack(team.deps, {
      ...order,
      submissionKey: `V1${transport}`,
      rewardId: made.rewardId,
      by: ANA,
      amount: { minor: 1n, currency: 'USD' },
    });
    await expect(again).rejects.toMatchObject({ code: 'clawback_of_clawback' });
    await untilQuiet(team);
  });
});

test('what a partner has to make up for is shown where the next reward is created', async () => {
  const team = await startTeam();
  try {
    const { acme } = await givenAcme(team);
    const paid = await givenReward(team, { partnerId: acme });
    await decide(team, paid.id, 'mark_paid');
    const card = await cardShowing(team, paid.number, 'Paid');
    const form = await modalFor(team, ANA, () => team.slack.as(ANA).choose(card, 'Claw back…'));
    await form.fill({ 'Amount to take back': '120', Reason: 'The order was returned' });
    await form.submit();
    const next = await openForm(team);
    await choosePartner(next, 'Acme Growth GmbH · acme-growth');
    expect(next.visibleText()).toContain('nothing pending · $250.00 paid · balance −$120.00 carried forward');
  } finally {
    await team.stop();
  }
});
