import { type EventFacts, eventFacts } from '../domain/history.js';
import type { PaymentState, RewardEventKind, RewardStatus } from '../domain/reward.js';
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

/** A reward that is New or on Hold, with what left it so. */
export interface WaitingReward {
  readonly id: string;
  readonly status: RewardStatus;
  /** What left it so. */
  readonly kind: RewardEventKind;
  readonly payment: PaymentState;
  readonly revision: number;
  readonly at: Date;
  readonly facts: EventFacts;
}

/** Every reward on which a decision waits, the longest waiting first; with `rewardId`, that one. */
export async function findWaitingRewards(
  db: Reads,
  { workspaceId, rewardId }: { readonly workspaceId: string; readonly rewardId?: string | undefined },
): Promise<WaitingReward[]> {
  const only = rewardId ? Prisma.sql`AND reward.id = ${rewardId}::uuid` : Prisma.empty;
  const rows = await db.$queryRaw<(Omit<WaitingReward, 'facts'> & { data: unknown })[]>`
    SELECT reward.id, reward.status::text, reward.payment::text, last.kind, last.revision, last.at, last.data
    FROM reward JOIN LATERAL (
      SELECT event.kind, event.revision, event.at, event.data FROM event
      WHERE event.workspace_id = reward.workspace_id AND event.reward_id = reward.id
        AND event.kind = ANY(${[...LEAVES_WAITING]})
      ORDER BY event.revision DESC LIMIT 1
    ) last ON true
    WHERE reward.workspace_id = ${workspaceId} AND reward.status IN ('New', 'Hold') AND ${isOpen(Prisma.raw('reward'))} ${only}
    ORDER BY last.at, reward.number`;
  return rows.map(({ data, ...row }) => ({ ...row, facts: eventFacts.parse(data) }));
}

/** Every reminder that was posted of a reward that still waits, by its key, and when. */
export async function findRemindersPosted(db: Reads, workspaceId: string): Promise<ReadonlyMap<string, Reminded>> {
  const rows = await db.$queryRaw<Reminded[]>`
    SELECT message.key, message.reward_id AS "rewardId", message.changed_at AS at
    FROM message JOIN reward ON reward.workspace_id = message.workspace_id AND reward.id = message.reward_id
    WHERE message.workspace_id = ${workspaceId} AND message.key LIKE 'remind%' AND message.state = 'posted'
      AND reward.status IN ('New', 'Hold')`;
  return new Map(rows.map((row) => [row.key, row]));
}

export interface Reminded {
  readonly key: string;
  readonly rewardId: string;
  readonly at: Date;
}
