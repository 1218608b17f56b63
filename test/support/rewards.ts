import { randomUUID } from 'node:crypto';
import { addMilliseconds } from 'date-fns/addMilliseconds';
import { eventually, type Message, type Modal } from '../../sandbox/start-sandbox.js';
import { findRewardHistory } from '../../src/db/events.js';
import type { Reward } from '../../src/db/rewards.js';
import { readAmount } from '../../src/domain/amount.js';
import { type RewardEvent, replay } from '../../src/domain/history.js';
import type { Decision, RewardStatus } from '../../src/domain/reward.js';
import { createReward } from '../../src/services/create-reward.js';
import { type DecisionOrder, decideReward } from '../../src/services/decide-reward.js';
import { ANA, BO, REVIEW, type Team } from './team.js';

export interface GivenReward {
  readonly partnerId: string;
  readonly customerId?: string;
  /** As it is typed in the form. */
  readonly amount?: string;
  readonly currency?: string;
  readonly description?: string;
  readonly internalNote?: string;
  readonly by?: string;
  /** When it is created, if not now. */
  readonly at?: Date;
}

export interface GivenRewardRef {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
}

type Bookkeeping = Pick<Team, 'db' | 'workspaceId'>;

/** A reward as its form would have made it: row, event and the messages it owes. Never asks about a likely duplicate. */
export async function givenReward(
  team: Pick<Team, 'deps' | 'workspaceId'>,
  given: GivenReward,
): Promise<GivenRewardRef> {
  const { at, by = ANA, amount = '250', currency = 'USD', description = 'Webinar in November', ...order } = given;
  const reading = readAmount(amount, { currencies: [currency], capMajor: 1_000_000n });
  if (!('money' in reading)) throw new Error(`${amount} ${currency} is no amount`);
  const values = {
    ...order,
    workspaceId: team.workspaceId,
    by,
    description,
    amount: reading.money,
    submissionKey: `V${randomUUID()}`,
  };
  const deps = at ? { ...team.deps, clock: { now: () => at } } : team.deps;
  const first = await createReward(deps, values);
  const made = first.kind === 'created' ? first : await createReward(deps, { ...values, confirmed: first.confirm });
  if (made.kind !== 'created') throw new Error('asked twice about a likely duplicate');
  return { id: made.rewardId, number: made.number, revision: 1 };
}

/** A decision through the service, on the reward as it is now. Bo decides, unless somebody else is named. */
export async function decide(
  team: Pick<Team, 'deps' | 'db' | 'workspaceId'>,
  rewardId: string,
  decision: Decision,
  order: Partial<Pick<DecisionOrder, 'by' | 'reason' | 'aloneReason' | 'facts' | 'revision'>> = {},
): Promise<void> {
  const { revision } = await rewardNow(team, rewardId);
  await decideReward(team.deps, { workspaceId: team.workspaceId, rewardId, revision, by: BO, decision, ...order });
}

export function rewardNow(team: Bookkeeping, rewardId: string): Promise<Reward> {
  return team.db.reads.reward.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId: team.workspaceId, id: rewardId } },
  });
}

/** A reward's history, from the first event on. */
export function eventsOf(team: Bookkeeping, rewardId: string): Promise<RewardEvent[]> {
  return findRewardHistory(team.db.reads, team.workspaceId, rewardId);
}

/** Where the row says the reward is and where its history leads: the same, unless the books are wrong. */
export async function booksOf(team: Bookkeeping, rewardId: string) {
  const { status, payment, revision } = await rewardNow(team, rewardId);
  const events = await eventsOf(team, rewardId);
  return { kinds: events.map((event) => event.kind), row: { status, payment, revision }, replayed: replay(events) };
}

/** The reward's card as the channel shows it. */
export function cardOf({ slack }: Pick<Team, 'slack'>, number: number): Message | undefined {
  return cardsOf({ slack }, number)[0];
}

export function cardsOf({ slack }: Pick<Team, 'slack'>, number: number): Message[] {
  return slack.messagesIn(REVIEW).filter((message) => message.visibleText().startsWith(`R-${number} · `));
}

/** The card, once it shows this status. */
export function cardShowing(team: Pick<Team, 'slack'>, number: number, status: RewardStatus): Promise<Message> {
  return eventually(() => {
    const card = cardOf(team, number);
    return card?.visibleText().startsWith(`R-${number} · ${status}\n`) && card;
  });
}

/** What the bot wrote to this person about the reward: creators and partners alike. */
export function messagesAbout({ slack }: Pick<Team, 'slack'>, userId: string, number: number): string[] {
  const mentioned = new RegExp(`R-${number}(?![0-9])`);
  return slack
    .directMessages(userId)
    .map((message) => message.visibleText())
    .filter((text) => mentioned.test(text));
}

/** A reward whose card is posted, and of which everybody has been told. */
export async function givenCard(team: Team, given: GivenReward): Promise<GivenRewardRef & { readonly card: Message }> {
  const reward = await givenReward(team, given);
  const card = await cardShowing(team, reward.number, 'New');
  await untilQuiet(team);
  return { ...reward, card: cardOf(team, reward.number) ?? card };
}

/** What the card's thread tells, oldest first. */
export function threadOf(team: Pick<Team, 'slack'>, number: number): string[] {
  const card = cardOf(team, number);
  return card ? team.slack.thread(card.channel, card.ts).map((reply) => reply.visibleText()) : [];
}

/** What somebody alone is shown because of what they do. */
export async function whisperedTo(
  { slack }: Pick<Team, 'slack'>,
  userId: string,
  act: () => Promise<unknown>,
): Promise<string> {
  const before = slack.as(userId).ephemerals().length;
  await act();
  return eventually(() => slack.as(userId).ephemerals()[before]?.visibleText());
}

/** The modal that opens because of what somebody does. */
export async function modalFor(
  { slack }: Pick<Team, 'slack'>,
  userId: string,
  act: () => Promise<unknown>,
): Promise<Modal> {
  const before = slack.as(userId).modal()?.id;
  await act();
  return eventually(() => {
    const modal = slack.as(userId).modal();
    return modal && modal.id !== before && modal;
  });
}

/** Until no job is due, so that what has not been said by now is not going to be. */
export async function untilQuiet({ db }: Pick<Team, 'db'>): Promise<void> {
  await eventually(async () => {
    const [waiting] = await db.reads.$queryRaw<{ due: bigint }[]>`
      SELECT count(*) AS due FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts`;
    return waiting?.due === 0n;
  }, 30_000);
}

/** So much time passes at once, for the clock and for the jobs that wait. */
export async function passTime({ db, clock }: Pick<Team, 'db' | 'clock'>, ms: number): Promise<void> {
  clock.set(addMilliseconds(clock.now(), ms));
  await db.reads.$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = run_at - make_interval(secs => ${ms / 1000}::float8)
    WHERE locked_at IS NULL`;
}

/** Lets what failed be tried again now instead of after the queue's own pause. */
export async function hurryRetries({ db }: Pick<Team, 'db'>): Promise<void> {
  await db.reads.$queryRaw`
    SELECT id FROM graphile_worker.reschedule_jobs(
      ARRAY(SELECT id FROM graphile_worker.jobs WHERE attempts > 0 AND locked_at IS NULL AND run_at > now()),
      run_at => now())`;
}

/** Lets what failed be tried once more, now, and never again. */
export async function hurryToLastAttempt({ db }: Pick<Team, 'db'>): Promise<void> {
  await db.reads.$queryRaw`
    SELECT id FROM graphile_worker.reschedule_jobs(
      ARRAY(SELECT id FROM graphile_worker._private_jobs
        WHERE attempts BETWEEN 1 AND max_attempts - 1 AND locked_at IS NULL),
      run_at => now(), attempts => 24)`;
}
