import { describe, expect, test } from '@jest/globals';
import type { HomeQueue, QueueRow } from '../../src/domain/home-parts.js';
import { REWARD_STATUSES } from '../../src/domain/reward.js';
import type { HomeSheet } from '../../src/domain/shown-home.js';
import { buildInvoiceAnswer, buildMineAnswer, buildQueueAnswer } from '../../src/views/home/answers.js';
import { buildHome, buildLoadingHome } from '../../src/views/home.js';
import { buildOwnReward, buildRewardSheet } from '../../src/views/reward-sheet.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import {
  acme,
  chart,
  created,
  eur,
  everybody,
  invoice,
  invoices,
  LINK,
  nobody,
  own,
  page,
  queue,
  type quiet,
  row,
  usd,
} from './home-samples.js';
import { ANA, BO, card, cards, event, HOSTILE, longest, view, withTexts } from './samples.js';
import { transcribe } from './transcript.js';

describe('Home', () => {
  test('says at once that something comes', () => expectShown(buildLoadingHome()));
  test('tells somebody without a part in it what it is', () => expectShown(buildHome(nobody)));
  test('shows an admin who is a contact too every part', () => expectShown(buildHome(everybody)));

  test('with nothing to do says so', () =>
    expectShown(
      buildHome({
        ...everybody,
        queue: {
          filter: {},
          waiting: { New: { rewards: 0, sums: [] }, Hold: { rewards: 0, sums: [] } },
          needSecondApproval: 0,
          page: page([]),
        },
        created: { rewards: 0, page: page([]) },
        invoices: { invoices: [], more: 0, months: [], charts: [] },
        earnings: { partners: 1, page: page([{ ...acme, available: [], projected: [], rewards: 0, page: page([]) }]) },
      }),
    ));

  test('says nothing but nothing of what a partner has nothing of', () => {
    const none = { ...acme, available: [], projected: [], paid: [usd(100n)] };
    const shown = transcribe(buildHome({ ...nobody, earnings: { partners: 1, page: page([none]) } }));
    expect(shown).toContain('\nAvailable: nothing\nProjected: nothing\nPaid: $1.00\n');
  });

  test('says by what the queue and the list of rewards are filtered, also when that leaves nothing', () =>
    expectShown(
      buildHome({
        ...nobody,
        roles: new Set(['admin']),
        queue: {
          filter: { partner: 'Globex', createdBy: ANA, status: 'Hold', olderThanDays: 7, atLeast: eur(10000n) },
          waiting: { New: { rewards: 0, sums: [] }, Hold: { rewards: 0, sums: [] } },
          needSecondApproval: 0,
          page: page([]),
        },
        created: { status: 'Declined', rewards: 0, page: page([]) },
      }),
    ));

  test('offers to approve several where that may find some, and not where each takes a reason of its own', () => {
    const rows = (of: Partial<QueueRow>) => ({ ...queue, page: page([{ ...row, ...of }]) });
    const shown = (of: HomeQueue) => transcribe(buildHome({ ...nobody, roles: new Set(['admin']), queue: of }));
    expect(shown(rows({}))).toContain('Approve several…');
    expect(shown(rows({ approvableWithOthers: false }))).not.toContain('Approve several…');
    // What is on Hold was set aside on purpose: it is only offered to whoever filters by it.
    expect(shown(rows({ status: 'Hold' }))).not.toContain('Approve several…');
    expect(shown({ ...rows({ status: 'Hold' }), filter: { status: 'Hold' } })).toContain('Approve several…');
    const last = page([{ ...row, approvableWithOthers: false }], { previous: { from: undefined } });
    expect(shown({ ...queue, page: last })).toContain('Approve several…');
  });

  test('shows finance the last picture of the months, of which day it is, and in words what it says', () =>
    expectShown(buildHome({ ...nobody, roles: new Set(['finance']), invoices: { ...invoices, charts: [chart] } })));

  test('offers no reward to be created before the channels are chosen', () => {
    expect(transcribe(buildHome({ ...everybody, isSetUp: false }))).not.toContain('Create a reward');
    expect(transcribe(buildHome(everybody))).toContain('Create a reward');
  });
});

const big = 10n ** 30n;

describe.each([
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const)('the %s text', (_, text) => {
  const rows = Array.from({ length: 8 }, (_, index) => ({
    ...row,
    number: 2147483647 - index,
    partner: text(200),
    customer: text(200),
    description: text(1000),
    amount: usd(-big),
    corrects: 2147483647,
    own: 'contact' as const,
    firstApprovedBy: BO,
    approvalsNeeded: 2,
    duplicateOf: 2147483647,
  }));
  const turning = { before: 1_000_000, previous: { from: 'Hold-2147483647' }, next: { from: 'Hold-2147483647' } };
  const earned = Array.from({ length: 5 }, () => ({
    rewardId: card.id,
    view: {
      ...view,
      description: text(1000),
      customer: text(200),
      corrects: 'R-2147483647',
      status: 'Declined' as const,
      declined: { reasonCode: 'order_cancelled', words: text(1000) },
      amount: usd(-big),
    },
  }));
  const full: HomeSheet = {
    ...everybody,
    programme: text(75),
    admins: Array.from({ length: 200 }, () => 'U0DANA'),
    queue: {
      ...queue,
      filter: { partner: text(200), createdBy: ANA, status: 'New', olderThanDays: 30, atLeast: usd(big) },
      page: page(rows, turning),
    },
    created: {
      status: 'New',
      rewards: 2_000_000,
      page: page(
        Array.from({ length: 8 }, () => ({ ...created, partner: text(200), amount: usd(-big) })),
        turning,
      ),
    },
    invoices: {
      invoices: Array.from({ length: 10 }, () => ({ ...invoice, total: usd(big) })),
      more: 90,
      months: Array.from({ length: 5 }, () => ({
        currency: 'USD',
        months: Array.from({ length: 6 }, () => ({
          month: '2026-11',
          byStatus: Object.fromEntries(
            REWARD_STATUSES.map((status) => [status, { rewards: 9, total: usd(big) }]),
          ) as typeof quiet,
          payouts: { invoices: 1, total: usd(big) },
        })),
      })),
      // With one currency a picture stands five times: as many as five currencies have.
      charts: [{ ...chart, altText: text(4000) }],
    },
    earnings: {
      partners: 90,
      page: page(
        Array.from({ length: 4 }, () => ({
          ...acme,
          partner: text(200),
          available: [usd(big)],
          page: page(earned, turning),
        })),
        turning,
      ),
    },
  };

  test('stands in a Home that is full', () => {
    const home = buildHome(full);
    expectAccepted(home);
    expectHarmless(home);
    // Room is left for the nine blocks that set the programme up.
    expect(home.blocks.length).toBeLessThanOrEqual(91);
  });

  test('stands in the answers to commands, and where a reward is looked up', () => {
    for (const shown of [
      buildQueueAnswer(full.queue ?? queue),
      buildMineAnswer(full),
      buildInvoiceAnswer(full.invoices ?? invoices),
      buildRewardSheet(
        {
          ...withTexts(text),
          history: Array.from({ length: 300 }, () => event('held', 'Hold', { reason: text(1000) })),
        },
        LINK,
      ),
      buildOwnReward({ ...own, view: { ...view, description: text(1000), customer: text(200) }, programme: text(75) }),
    ]) {
      expectAccepted(shown);
      expectHarmless(shown);
    }
  });
});

describe('answers to commands', () => {
  test('say in short what waits', () => expectShown(buildQueueAnswer(queue)));
  test('say what somebody created and their partners earned', () => expectShown(buildMineAnswer(everybody)));
  test('say which invoices are open', () => expectShown(buildInvoiceAnswer(invoices)));
  test('show a reward with its history', () => expectShown(buildRewardSheet(cards.Hold, LINK)));
  test('show a partner its own reward, and nothing else of it', () => expectShown(buildOwnReward(own)));
});
