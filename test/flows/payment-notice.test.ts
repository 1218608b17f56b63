import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { retryFailedJobs } from '../../src/services/failed-jobs.js';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { onlyInvoice } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { invoiceMessages, invoiceSaying, tickTeam } from '../support/invoices.js';
import {
  cardOf,
  cardShowing,
  type GivenRewardRef,
  givenReward,
  hurryRetries,
  hurryToLastAttempt,
  modalFor,
  untilQuiet,
} from '../support/rewards.js';
import { ANA, CLEO, LENA, SCOPES, startTeam, type Team } from '../support/team.js';

const LINK = 'Link a Slack user…';
const RESEND = 'Send to the partner again';
const NOT_NOTIFIED = 'Partner not notified';
const UNKNOWN = 'Delivery to the partner unknown';
const GAVE_UP = 'Gave up telling the partner of the payment';

describe('a payment the partner could not be told of', () => {
  let team: Team;
  let rewards: readonly GivenRewardRef[];
  // Without the scopes to read back, what Slack did not confirm stays unknown.
  beforeEach(async () => {
    team = await startTeam({ scopes: SCOPES });
  });
  afterEach(() => team.stop());

  /** Two rewards of one partner on an invoice that finance has just marked as paid. */
  async function givenPaidInvoice(slackUserId?: string): Promise<string> {
    team.clock.set('2026-11-10T12:00:00Z');
    const partnerId = await givenPartner(team, { key: 'lonely', ...(slackUserId ? { slackUserId } : {}) });
    rewards = [
      await givenReward(team, { partnerId, amount: '100' }),
      await givenReward(team, { partnerId, amount: '50' }),
    ];
    await tickTeam(team, '2026-12-01T00:30:00Z');
    await tickTeam(team, '2026-12-10T00:30:00Z');
    const { id, revision, number } = await onlyInvoice(team);
    const { workspaceId } = team;
    const paid = { by: CLEO, paidOn: '2026-12-10', reference: 'SEPA 1' };
    await markInvoicePaid(team.deps, { workspaceId, invoiceId: id, revision, ...paid });
    return number;
  }

  const payments = () =>
    team.slack.directMessages(LENA).filter((message) => message.visibleText().includes('You were paid $150.00'));
  const saying = (words: string) => eventually(() => rewards.every(({ number }) => textOf(number).includes(words)));
  const sayingNo = (words: string) => eventually(() => rewards.every(({ number }) => !textOf(number).includes(words)));
  const textOf = (number: number) => cardOf(team, number)?.visibleText() ?? '';
  const first = async (): Promise<Message> => {
    const [reward] = rewards;
    return cardShowing(team, reward?.number ?? 0, 'Paid');
  };

  test('is told once somebody links a Slack user, from any of its cards, and all of them say so', async () => {
    await givenPaidInvoice();
    await untilQuiet(team);
    await saying(NOT_NOTIFIED);
    const card = await first();
    expect(card.menu()).toContain(LINK);
    const form = await modalFor(team, ANA, () => team.slack.as(ANA).choose(card, LINK));
    await form.select('Who at this partner is told?', 'Lena Vogt (Acme)');
    expect(await form.submit()).toEqual({ status: 'closed' });
    await eventually(() => payments().length === 1);
    await sayingNo(NOT_NOTIFIED);
    await untilQuiet(team);
    expect(payments()).toHaveLength(1);
    for (const { number } of rewards) expect(cardOf(team, number)?.menu()).toEqual(['Claw back…', 'History']);
  });

  test('and of which nobody knows whether it arrived, is sent again when somebody says so', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'slow', ms: 0, times: 2 });
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'silent', times: 1 });
    await givenPaidInvoice(LENA);
    await eventually(async () => {
      await hurryRetries(team);
      return rewards.every(({ number }) => textOf(number).includes(UNKNOWN));
    });
    expect(payments()).toHaveLength(1);
    const card = await first();
    expect(card.menu()).toContain(RESEND);
    await team.slack.as(ANA).choose(card, RESEND);
    await eventually(() => payments().length === 2);
    await sayingNo(UNKNOWN);
    await untilQuiet(team);
    expect(payments()).toHaveLength(2);
  });

  test('however often it was tried is given up where people see it, and tried again when an admin says so', async () => {
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'slow', ms: 0, times: 2 });
    team.slack.weather.set({ method: 'chat.postMessage', channel: LENA, kind: 'error', error: 'fatal_error' });
    const invoice = await givenPaidInvoice(LENA);
    await eventually(async () => {
      await hurryToLastAttempt(team);
      return rewards.every(({ number }) => textOf(number).includes(GAVE_UP));
    });
    await invoiceSaying(team, invoice, GAVE_UP);
    expect(payments()).toEqual([]);

    team.slack.weather.clear();
    const retried = await retryFailedJobs(team.deps, team.workspaceId);
    expect(retried).toMatchObject([{ name: 'tell-partner-of-payment', invoice, lastError: expect.any(String) }]);
    await eventually(() => payments().length === 1);
    await sayingNo(GAVE_UP);
    await eventually(() => invoiceMessages(team, invoice).every((message) => !message.visibleText().includes(GAVE_UP)));
    expect(await retryFailedJobs(team.deps, team.workspaceId)).toEqual([]);
  });
});
