import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { changeSetting } from '../../src/services/settings.js';
import {
  BERLIN,
  givenAcmeAndGlobex,
  givenInvoiceInReview,
  invoiceMessages,
  invoiceOf,
  invoiceSaying,
  monthOf,
  tickTeam,
} from '../support/invoices.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  decide,
  type GivenRewardRef,
  modalFor,
  rewardNow,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { ANA, BO, CLEO, DANA, LENA, OMAR, startTeam, type Team, TRANSPORTS } from '../support/team.js';

const ONLY = 'Only finance and admins can do this. Ask an admin to add you.';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  let globex: string;
  beforeAll(async () => {
    team = await startTeam({ transport, env: BERLIN, ownsNothing: true });
    ({ acme, globex } = await givenAcmeAndGlobex(team));
  });
  afterAll(() => team.stop());

  let month = 0;
  let invoice: string;
  let first: GivenRewardRef;
  let second: GivenRewardRef;

  // Each test has a month of its own, and in it an invoice in review: $100 of Acme, $40 of Globex.
  beforeEach(async () => {
    month += 1;
    ({ invoice, first, second } = await givenInvoiceInReview(team, month, { acme, globex }));
  });

  const inReview = () => invoiceSaying(team, invoice, 'In review until');
  const reasonFor = async (userId: string, button: string, reason: string, saying: string) => {
    const message = await invoiceSaying(team, invoice, saying);
    const form = await modalFor(team, userId, () => team.slack.as(userId).press(message, button));
    await form.fill({ Reason: reason });
    return form;
  };

  test('finance pauses it and says why: the clock passes it by until it is resumed with time to review', async () => {
    const message = await inReview();
    expect(message.buttons()).toEqual(['Review', 'Pause…', 'Pull a reward on…', 'Finalise now']);
    expect(message.menu()).toEqual(['Remove a line…', 'Void…', 'All partners', 'History']);
    const form = await reasonFor(CLEO, 'Pause…', 'The tax office asks', 'In review until');
    expect(form.visibleText()).toContain(`${invoice} · January 2026 · USD · $140.00`);
    expect(await form.submit()).toEqual({ status: 'closed' });
    const paused = await invoiceSaying(team, invoice, 'Paused · by @cleo');
    expect(paused.visibleText()).toContain('The tax office asks');
    expect(paused.buttons()).toEqual(['Review', 'Resume', 'Pull a reward on…', 'Finalise now']);
    await untilQuiet(team);
    expect(cardOf(team, first.number)?.visibleText()).toContain(`On invoice ${invoice} · January 2026, paused`);

    await tickTeam(team, `${monthOf(month + 1)}-20T10:00:00Z`);
    await team.slack.as(DANA).press(await invoiceSaying(team, invoice, 'Paused'), 'Resume');
    // Paused on the 1st with six whole days left; resumed on the 20th, they begin with the next midnight.
    const resumed = await invoiceSaying(team, invoice, 'In review until 26 February 2026');
    expect(resumed.visibleText()).toContain('payment expected around 4 March 2026');
    expect(resumed.visibleText()).not.toContain('The tax office asks');
    await tickTeam(team, `${monthOf(month + 1)}-27T00:30:00Z`);
    await invoiceSaying(team, invoice, 'Finalised');
    expect(invoiceMessages(team, invoice)).toHaveLength(1);
  });

  test('finalised by hand, failed, tried again and paid: one message tells it, and the history all of it', async () => {
    await team.slack.as(CLEO).press(await inReview(), 'Finalise now');
    const finalised = await invoiceSaying(team, invoice, 'Finalised');
    expect([finalised.buttons(), finalised.menu()]).toEqual([
      ['Mark as paid…', 'Payment failed…'],
      ['Void…', 'All partners', 'History'],
    ]);
    expect(await (await reasonFor(CLEO, 'Payment failed…', 'No such account', 'Finalised')).submit()).toEqual({
      status: 'closed',
    });
    const failed = await invoiceSaying(team, invoice, 'Payment failed · by @cleo');
    expect(failed.visibleText()).toContain('No such account');
    expect(failed.buttons()).toEqual(['Try again', 'Mark as paid…']);
    expect(await rewardNow(team, first.id)).toMatchObject({ status: 'New', payment: 'on_invoice' });
    await team.slack.as(CLEO).press(failed, 'Try again');
    const again = await invoiceSaying(team, invoice, 'Finalised');
    const form = await modalFor(team, CLEO, () => team.slack.as(CLEO).press(again, 'Mark as paid…'));
    await form.fill({ Reference: 'SEPA 4712' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const paid = await invoiceSaying(team, invoice, 'ref “SEPA 4712”');
    expect([paid.buttons(), paid.menu()]).toEqual([[], ['All partners', 'History']]);
    await cardShowing(team, first.number, 'Paid');

    const history = await modalFor(team, CLEO, () => team.slack.as(CLEO).choose(paid, 'History'));
    const told = history.visibleText();
    expect(history.title).toBe(invoice);
    const order = [
      'Cut by',
      'Finalised by',
      'Payment marked as failed',
      'No such account',
      'tried again',
      'as paid by',
    ];
    const at = order.map((words) => told.indexOf(words));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
    await history.close();
    const list = await modalFor(team, CLEO, () => team.slack.as(CLEO).choose(paid, 'All partners'));
    expect(list.visibleText()).toContain('2 partners · $140.00');
    await list.close();
  });

  test('voided with a reason: rewards go back and on the next invoice, and no partner hears of it', async () => {
    await decide(team, first.id, 'approve');
    await untilQuiet(team);
    const heard = team.slack.directMessages(LENA).length;
    const message = await inReview();
    const form = await modalFor(team, CLEO, () => team.slack.as(CLEO).choose(message, 'Void…'));
    expect(form.visibleText()).toContain('2 rewards will go back as they are, and on the next invoice.');
    await form.fill({ Reason: '   ' });
    expect(await form.submit()).toMatchObject({ status: 'errors', errors: { Reason: 'Say why.' } });
    await form.fill({ Reason: 'Cut too early' });
    expect(await form.submit()).toEqual({ status: 'closed' });
    const empty = await invoiceSaying(team, invoice, 'Void: nothing is paid with it');
    expect(empty.visibleText()).toMatch(/2 rewards of \$[\d,.]+ went back, for the next invoice · by @cleo/);
    expect(empty.visibleText()).toContain('Cut too early');
    expect([empty.buttons(), empty.menu()]).toEqual([[], ['History']]);
    await untilQuiet(team);
    const card = await cardShowing(team, first.number, 'Approved');
    expect(card.visibleText()).toContain(`Goes on the April 2026 invoice`);
    expect(threadOf(team, first.number).join('\n')).toContain(`Its invoice was voided by @cleo`);
    expect(team.slack.directMessages(LENA)).toHaveLength(heard);

    await tickTeam(team, `${monthOf(month + 2)}-01T00:30:00Z`);
    month += 1;
    invoice = invoiceOf(month);
    await invoiceSaying(team, invoice, '$140.00 · 2 rewards');
    expect((await booksOf(team, second.id)).kinds).toEqual(['created', 'invoiced', 'invoice_voided', 'invoiced']);
  });

  test('two who press the same button at once: it is done once, and the other is told who was first', async () => {
    const message = await inReview();
    const before = [CLEO, DANA].map((userId) => team.slack.as(userId).ephemerals().length);
    await Promise.all([CLEO, DANA].map((userId) => team.slack.as(userId).pressStale(message, 'Finalise now')));
    await invoiceSaying(team, invoice, 'Finalised');
    await untilQuiet(team);
    const answers = [CLEO, DANA].flatMap((userId, index) =>
      team.slack
        .as(userId)
        .ephemerals()
        .slice(before[index])
        .map((answer) => answer.visibleText()),
    );
    expect(answers).toEqual([
      expect.stringMatching(new RegExp(`^@(cleo|dana) finalised ${invoice} on .+\\. Look at its message again\\.$`)),
    ]);
  });

  test('who acts on an old message is told what happened since, before a form opens and after', async () => {
    const old = await inReview();
    const form = await reasonFor(CLEO, 'Pause…', 'Wait', 'In review until');
    await team.slack.as(DANA).press(old, 'Finalise now');
    await invoiceSaying(team, invoice, 'Finalised');
    const told = new RegExp(`^@dana finalised ${invoice} on .+\\. Look at its message again\\.$`);
    for (const button of ['Pause…', 'Pull a reward on…', 'Finalise now']) {
      expect(await whisperedTo(team, CLEO, () => team.slack.as(CLEO).pressStale(old, button))).toMatch(told);
    }
    expect(await form.submit()).toEqual({ status: 'pushed' });
    expect(team.slack.as(CLEO).modal()?.visibleText()).toMatch(new RegExp(`@dana finalised ${invoice} on `));
    await team.slack.as(CLEO).modal()?.close(true);
  });

  test('who is not of finance may do none of it, neither at the click nor with a form they still have', async () => {
    const message = await inReview();
    for (const userId of [ANA, BO, OMAR]) {
      for (const button of ['Pause…', 'Pull a reward on…', 'Finalise now']) {
        const press = () => team.slack.as(userId).pressStale(message, button);
        expect(await whisperedTo(team, userId, press)).toBe(ONLY);
      }
    }
    const form = await reasonFor(CLEO, 'Pause…', 'Wait', 'In review until');
    const grant = (value: string) =>
      changeSetting(team.deps, { workspaceId: team.workspaceId, name: 'finance-users', value, actor: DANA });
    await grant('');
    expect(await form.submit()).toMatchObject({ status: 'errors', errors: { Reason: ONLY } });
    await team.slack.as(CLEO).modal()?.close(true);
    await grant(CLEO);
    await inReview();
  });
});
