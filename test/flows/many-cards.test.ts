import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { keyOf, PRIORITY } from '../../src/domain/jobs.js';
import { owe } from '../../src/services/owe.js';
import { runClock } from '../../src/services/run-clock.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { act, givenManyRewards } from '../support/invoice-acts.js';
import { cardOf, decide, givenReward } from '../support/rewards.js';
import { REVIEW, startTeam, type Team } from '../support/team.js';

// Redraws of a whole invoice wait in the review channel's queue, together with what people are waiting for.

const REDRAWS = 200;

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam();
  acme = (await givenAcme(team)).acme;
});
afterAll(() => team.stop());

const queue = () => `review:${team.workspaceId}`;

/** Nothing is posted to the review channel until it is let go. */
async function holdReviewQueue(): Promise<void> {
  await team.db.transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO graphile_worker._private_job_queues (queue_name, locked_by, locked_at) VALUES (${queue()}, 'a test', now())
      ON CONFLICT (queue_name) DO UPDATE SET locked_by = excluded.locked_by, locked_at = excluded.locked_at`;
  });
}

async function letReviewQueueGo(): Promise<void> {
  await team.db.transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE graphile_worker._private_job_queues SET locked_by = NULL, locked_at = NULL WHERE queue_name = ${queue()}`;
  });
}

interface WaitingCard {
  readonly rewardId: string;
  readonly priority: number;
}

function waitingCards(): Promise<WaitingCard[]> {
  return team.db.reads.$queryRaw<WaitingCard[]>`
    SELECT payload->>'rewardId' AS "rewardId", priority::int FROM graphile_worker._private_jobs
    WHERE key LIKE 'show-reward-card:%' AND locked_at IS NULL ORDER BY priority, run_at`;
}

async function noneLeftOf(name: string): Promise<void> {
  await eventually(async () => {
    const [left] = await team.db.reads.$queryRaw<{ jobs: number }[]>`
      SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier = ${name}`;
    return left?.jobs === 0;
  }, 30_000);
}

/** What heads each message of the channel, in the order they were posted. */
const posted = () => team.slack.messagesIn(REVIEW).map((message) => message.visibleText().split(' ')[0]);

test('when none of the partners of a paid invoice can be told, the cards of new rewards come before the redraws, in their order', async () => {
  await holdReviewQueue();
  const unreachable = await givenPartner(team, { key: 'globex' });
  await givenManyRewards(team, unreachable, REDRAWS);
  team.clock.set('2026-12-01T00:30:00Z');
  const before = await givenReward(team, { partnerId: acme, amount: '20' });
  await runClock(team.deps, { actor: 'bot' });
  await act(team, 'finalise');
  team.clock.set('2026-12-10T12:00:00Z');
  await act(team, 'pay');
  await noneLeftOf('tell-partner-of-payment');
  const first = await givenReward(team, { partnerId: acme, amount: '21' });
  const second = await givenReward(team, { partnerId: acme, amount: '22' });
  expect((await waitingCards()).length).toBeGreaterThanOrEqual(REDRAWS + 3);

  await letReviewQueueGo();
  await eventually(() => cardOf(team, second.number), 30_000);
  expect(posted().slice(0, 3)).toEqual([before, first, second].map(({ number }) => `R-${number}`));
}, 60_000);

test('a card that waits for its turn is not moved behind the redraws of an invoice that is cut meanwhile', async () => {
  await holdReviewQueue();
  await forgetRedraws();
  team.clock.set('2026-12-20T12:00:00Z');
  const { id, number } = await givenReward(team, { partnerId: acme, amount: '23' });
  team.clock.set('2027-01-01T00:30:00Z');
  await runClock(team.deps, { actor: 'bot' });
  expect(await waitingCards()).toContainEqual({ rewardId: id, priority: PRIORITY.single });
  await letReviewQueueGo();
  await eventually(() => cardOf(team, number), 30_000);
});

test('a redraw is moved to the new cards once somebody decides on its reward', async () => {
  await holdReviewQueue();
  await forgetRedraws();
  const { id, number } = await givenReward(team, { partnerId: acme, amount: '24' });
  // Once the partner is told, the card is owed again as a single one.
  await noneLeftOf('tell-partner');
  await forgetCard(id);
  await owe(team.deps, cardJob(id), { priority: 'bulk' });
  const earlier = await givenReward(team, { partnerId: acme, amount: '25' });
  await noneLeftOf('tell-partner');
  await decide(team, id, 'approve');
  expect((await waitingCards()).map(({ rewardId }) => rewardId).slice(0, 2)).toEqual([earlier.id, id]);
  await letReviewQueueGo();
  await eventually(() => cardOf(team, number), 30_000);
});

test('when Slack asks for a pause, a redraw that it postpones still gives way to new cards', async () => {
  await holdReviewQueue();
  await forgetRedraws();
  const { id, number } = await givenReward(team, { partnerId: acme, amount: '26' });
  // Once the partner is told, the card is owed again as a single one.
  await noneLeftOf('tell-partner');
  await forgetCard(id);
  await owe(team.deps, cardJob(id), { priority: 'bulk' });
  team.slack.weather.set({
    method: 'chat.postMessage',
    channel: REVIEW,
    kind: 'rate_limited',
    retryAfter: 1,
    times: 1,
  });
  await letReviewQueueGo();
  await eventually(() => team.slack.traffic.some(({ weather }) => weather?.kind === 'rate_limited'));
  const [postponed] = await eventually(async () => {
    const waiting = await waitingCards();
    return waiting.length > 0 && waiting;
  });
  expect(postponed).toEqual({ rewardId: id, priority: PRIORITY.bulk });
  await eventually(() => cardOf(team, number), 30_000);
});

const cardJob = (rewardId: string) =>
  ({ name: 'show-reward-card', payload: { workspaceId: team.workspaceId, rewardId } }) as const;

async function forgetRedraws(): Promise<void> {
  await team.db.transaction(
    (tx) => tx.$executeRaw`
      DELETE FROM graphile_worker._private_jobs
      WHERE key LIKE 'show-reward-card:%' AND priority > 0 AND locked_at IS NULL`,
  );
}

async function forgetCard(rewardId: string): Promise<void> {
  await team.db.transaction(
    (tx) => tx.$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${keyOf(cardJob(rewardId))}`,
  );
}
