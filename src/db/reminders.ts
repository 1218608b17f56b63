import { subHours } from 'date-fns/subHours';
import { type EventFacts, eventFacts } from '../domain/history.js';
import type { LocalDate, Month } from '../domain/period.js';
import type { PaymentState, RewardEventKind, RewardStatus } from '../domain/reward.js';
import { UNREACHABLE, type Unreachable } from '../domain/shown.js';
import type { Reads } from './client.js';
import { Prisma } from './generated/client.js';
import { isOpen } from './undecided.js';

/** What leaves a reward to be decided: its latest event of one of these kinds is what it waits since. */
const LEAVES_WAITING: readonly RewardEventKind[] = [
  'created',
  'approved_first',
  'released',
  'reopened',
  'edited',
  'held',
  'changes_requested',
];

/** Messages that are not sent again. */
const COUNTS = Prisma.sql`(message.state IN ('posted', 'unknown')
  OR (message.state = 'failed' AND message.problem = ANY(${[...UNREACHABLE]})))`;

/** A reward that is New or on Hold, with what left it so. */
export interface WaitingReward {
  readonly id: string;
  readonly status: RewardStatus;
  /** What left it so. */
  readonly kind: RewardEventKind;
  readonly actor: string;
  readonly payment: PaymentState;
  readonly revision: number;
  readonly at: Date;
  readonly facts: EventFacts;
}

type WaitingRow = Omit<WaitingReward, 'facts'> & { readonly data: unknown };

const WAITING = Prisma.sql`
  SELECT reward.id, reward.status::text, reward.payment::text, last.kind, last.actor, last.revision, last.at, last.data
  FROM reward JOIN LATERAL (
    SELECT event.kind, event.actor, event.revision, event.at, event.data FROM event
    WHERE event.workspace_id = reward.workspace_id AND event.reward_id = reward.id
      AND event.kind = ANY(${[...LEAVES_WAITING]})
    ORDER BY event.revision DESC LIMIT 1
  ) last ON true
  WHERE reward.status IN ('New', 'Hold') AND ${isOpen(Prisma.raw('reward'))}`;

const readRow = ({ data, ...row }: WaitingRow): WaitingReward => ({ ...row, facts: eventFacts.parse(data) });

/** A reward, while a decision on it waits. */
export async function findWaitingReward(
  db: Reads,
  workspaceId: string,
  rewardId: string,
): Promise<WaitingReward | undefined> {
  const rows = await db.$queryRaw<WaitingRow[]>`
    ${WAITING} AND reward.workspace_id = ${workspaceId} AND reward.id = ${rewardId}::uuid`;
  return rows.map(readRow)[0];
}

/** By what the rewards are found that may have to be reminded of. */
export interface RemindableQuery {
  readonly workspaceId: string;
  readonly now: Date;
  readonly everyHours: number;
  readonly timeZone: string;
  /** The day it is where the programme is. */
  readonly today: LocalDate;
  /** The month whose last call has begun, and since when. */
  readonly lastCall?: { readonly month: Month; readonly since: Date } | undefined;
}

const PAGE = Prisma.raw('500');

/**
 * Reads the rewards on which a decision waits and of which a reminder may be due, the longest waiting first, a page at a
 * time: those that wait for an interval, or whose review-by day is over, and were not reminded of within an interval; and
 * those that are due for the last call. To be read within one transaction.
 */
export async function* readRemindable(db: Reads, query: RemindableQuery): AsyncGenerator<WaitingReward[]> {
  const { workspaceId } = query;
  await db.$executeRaw`
    DECLARE remindable NO SCROLL CURSOR FOR ${WAITING}
      AND reward.workspace_id = ${workspaceId} AND (${isDueByInterval(query)} OR ${isDueForLastCall(query)})
    ORDER BY last.at, reward.number`;
  for (;;) {
    const rows = await db.$queryRaw<WaitingRow[]>`FETCH ${PAGE} FROM remindable`;
    if (rows.length === 0) return;
    yield rows.map(readRow);
  }
}

function isDueByInterval({ now, everyHours, timeZone, today }: RemindableQuery): Prisma.Sql {
  const ago = subHours(now, everyHours);
  const reviewBy = Prisma.sql`CASE reward.status WHEN 'Hold' THEN last.data->>'reviewBy' END`;
  const first = Prisma.sql`COALESCE(
    ((${reviewBy})::date + 1)::timestamp AT TIME ZONE ${timeZone}, last.at + make_interval(hours => ${everyHours}::int))`;
  // One that was sent before the first was due, by another interval, keeps nothing back.
  const reminded = (series: string) =>
    wasReminded(series, Prisma.sql`message.changed_at > ${ago} AND message.changed_at >= ${first}`);
  return Prisma.sql`(COALESCE(${reviewBy} < ${today}, last.at <= ${ago})
    AND NOT (${reminded('remind:')} AND (last.kind <> 'changes_requested' OR ${reminded('remind-asker:')})))`;
}

function isDueForLastCall({ lastCall }: RemindableQuery): Prisma.Sql {
  if (!lastCall) return Prisma.sql`false`;
  const { month, since } = lastCall;
  return Prisma.sql`(reward.status = 'New' AND reward.payment = 'not_invoiced'
    AND NOT ${wasReminded('remind:', Prisma.sql`message.changed_at >= ${since}`)}
    AND NOT EXISTS (SELECT 1 FROM message WHERE message.workspace_id = reward.workspace_id
      AND message.key = 'remind-cut:' || reward.id || ':' || ${month} AND ${COUNTS}))`;
}

/** Whether a reminder of this series, of what the reward waits since, was sent under this condition. */
function wasReminded(series: string, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM message
    WHERE message.workspace_id = reward.workspace_id AND message.reward_id = reward.id
      AND starts_with(message.key, ${series} || reward.id || ':' || last.revision || ':') AND ${COUNTS} AND ${condition})`;
}

/** A message that reminds of a reward, or asks for changes to it, and is not to be sent again. */
export interface Reminded {
  readonly key: string;
  readonly rewardId: string;
  /** When it was posted. A question to its creator changes once more, but only when another event leaves it waiting. */
  readonly at: Date;
  /** Why it cannot have reached its reader. */
  readonly failed: Unreachable | null;
}

/** Those of these rewards, the oldest first: posted, perhaps arrived, or to somebody beyond reach. */
export function findReminded(db: Reads, workspaceId: string, rewardIds: readonly string[]): Promise<Reminded[]> {
  return db.$queryRaw<Reminded[]>`
    SELECT message.key, message.reward_id AS "rewardId", message.changed_at AS at,
      CASE message.state WHEN 'failed' THEN message.problem END AS failed
    FROM message
    WHERE message.workspace_id = ${workspaceId} AND message.reward_id = ANY(${[...rewardIds]}::uuid[])
      AND (message.key LIKE 'remind%' OR message.key LIKE 'changes:%') AND ${COUNTS}
    ORDER BY message.changed_at`;
}
