import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BERLIN, givenAcmeAndGlobex, invoiceOf, invoiceSaying, monthOf, tickTeam } from '../support/invoices.js';
import {
  booksOf,
  cardShowing,
  type GivenRewardRef,
  givenReward,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { BO, CLEO, DANA, LENA, OMAR, startTeam, type Team } from '../support/team.js';

describe('over socket mode', () => {
  let team: Team;
  let acme: string;
  let globex: string;
  beforeAll(async () => {
    team = await startTeam({ transport: 'socket', env: BERLIN });
    ({ acme, globex } = await givenAcmeAndGlobex(team, { slackUserId: OMAR }));
  });
  afterAll(() => team.stop());

  let month = 0;
  let invoice: string;
  let rewards: readonly GivenRewardRef[];

  // Each test has a month of its own and its invoice, finalised: $100 and $50.50 of Acme, $40 of Globex.
  beforeEach(async () => {
    month += 1;
    team.clock.set(`${monthOf(month)}-10T12:00:00Z`);
    const given = [
      { partnerId: acme, amount: '100' },
      { partnerId: acme, amount: '50.50' },
      { partnerId: globex, amount: '40' },
    ];
    rewards = [];
    for (const reward of given) rewards = [...rewards, await givenReward(team, reward)];
    await tickTeam(team, `${monthOf(month + 1)}-01T00:30:00Z`);
    await tickTeam(team, `${monthOf(month + 1)}-08T00:30:00Z`);
    invoice = invoiceOf(month);
  });

  const finalised = () => invoiceSaying(team, invoice, 'Finalised');
  const openForm = async (userId: string) => {
    const message = await finalised();
    const form = await modalFor(team, userId, () => team.slack.as(userId).press(message, 'Mark as paid…'));
    await form.fill({ Reference: 'SEPA 4711' });
    return form;
  };
  const paymentsTo = (userId: string) =>
    team.slack.directMessages(userId).filter((message) => message.visibleText().includes(invoice));

  test('finance marks it as paid: rewards and cards are Paid, and each partner is told once, of all of theirs', async () => {
    const form = await openForm(CLEO);
    expect(form.visibleText()).toContain(`${invoice} · January 2026 · USD · $190.50`);
    expect(form.visibleText()).toContain('3 rewards will be Paid. 2 partners are told.');
    for (const [day, refused] of [
      ['2026-02-09', 'February 9, 2026 is still to come. Choose today or an earlier day.'],
      [
        '2026-01-31',
        'A payment on January 31, 2026 would be before the invoice was cut, on February 1, 2026. Choose that day or a later one.',
      ],
    ] as const) {
      await form.fill({ 'Paid on': day });
      expect(await form.submit()).toEqual({ status: 'errors', errors: { 'Paid on': refused } });
    }
    await form.fill({ 'Paid on': '2026-02-07' });
    expect(await form.submit()).toEqual({ status: 'closed' });

    const paid = await invoiceSaying(team, invoice, 'Paid on 7 February 2026 · ref “SEPA 4711” · by @cleo');
    expect(paid.buttons()).toEqual([]);
    for (const { id, number } of rewards) {
      const card = await cardShowing(team, number, 'Paid');
      expect(card.buttons()).toEqual([]);
      await untilQuiet(team);
      expect(threadOf(team, number).filter((entry) => entry.includes(`Paid with ${invoice}`))).toHaveLength(1);
      expect(await booksOf(team, id)).toMatchObject({
        row: { status: 'Paid', payment: 'paid_on_invoice' },
        replayed: { status: 'Paid', payment: 'paid_on_invoice' },
      });
    }
    const [lena, ...more] = paymentsTo(LENA).map((message) => message.visibleText());
    expect(more).toEqual([]);
    expect(lena).toContain('You were paid $150.50');
    expect(lena).toContain(`R-${rewards[0]?.number} · $100.00`);
    expect(lena).toContain(`R-${rewards[1]?.number} · $50.50`);
    expect(lena).not.toContain(`R-${rewards[2]?.number}`);
    expect(paymentsTo(OMAR).map((message) => message.visibleText())).toEqual([
      expect.stringContaining('You were paid $40.00'),
    ]);
    expect(messagesAbout(team, LENA, rewards[0]?.number ?? 0)).toHaveLength(2);

    await tickTeam(team, '2026-02-20T00:30:00Z', 3);
    expect([paymentsTo(LENA).length, paymentsTo(OMAR).length]).toEqual([1, 1]);
    expect((await invoiceSaying(team, invoice, 'Paid on')).ts).toBe(paid.ts);
  });

  test('two of finance who send the form at once pay it once; the other is told who was first', async () => {
    const forms = [await openForm(CLEO), await openForm(DANA)];
    const answers = await Promise.all(forms.map((form) => form.submit()));
    expect(answers.map(({ status }) => status).sort()).toEqual(['closed', 'pushed']);
    const loser = answers[0]?.status === 'pushed' ? CLEO : DANA;
    expect(team.slack.as(loser).modal()?.visibleText()).toMatch(
      new RegExp(`@(cleo|dana) marked ${invoice} as paid on .+\\. Look at its message again\\.`),
    );
    await untilQuiet(team);
    expect([paymentsTo(LENA).length, paymentsTo(OMAR).length]).toEqual([1, 1]);
    for (const { id } of rewards) {
      expect((await booksOf(team, id)).kinds.filter((kind) => kind === 'paid_on_invoice')).toHaveLength(1);
    }
  });

  test('who is not of finance is refused, and so is a form without a reference', async () => {
    const message = await finalised();
    // Bo is not in the channel; a forwarded button is all he could have.
    expect(await whisperedTo(team, BO, () => team.slack.as(BO).pressStale(message, 'Mark as paid…'))).toBe(
      'Only finance and admins can do this. Ask an admin to add you.',
    );
    const form = await openForm(CLEO);
    await form.fill({ Reference: '   ' });
    expect(await form.submit()).toMatchObject({ status: 'errors', errors: { Reference: expect.any(String) } });
    await untilQuiet(team);
    expect((await finalised()).buttons()).toEqual(['Mark as paid…', 'Payment failed…']);
    expect(paymentsTo(LENA)).toEqual([]);
  });
});
