import { type EventFacts, eventFacts } from '../domain/history.js';
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

/** Every reward on which a decision waits, the longest waiting first; with `rewardId`, that one. */
export async function findWaitingRewards(
  db: Reads,
  { workspaceId, rewardId }: { readonly workspaceId: string; readonly rewardId?: string | undefined },
): Promise<WaitingReward[]> {
  const only = rewardId ? Prisma.sql`AND reward.id = ${rewardId}::uuid` : Prisma.empty;
  const rows = await db.$queryRaw<(Omit<WaitingReward, 'facts'> & { data: unknown })[]>`
    SELECT reward.id, reward.status::text, reward.payment::text, last.kind, last.actor, last.revision, last.at, last.data
    FROM reward JOIN LATERAL (
      SELECT event.kind, event.actor, event.revision, event.at, event.data FROM event
      WHERE event.workspace_id = reward.workspace_id AND event.reward_id = reward.id
        AND event.kind = ANY(${[...LEAVES_WAITING]})
      ORDER BY event.revision DESC LIMIT 1
    ) last ON true
    WHERE reward.workspace_id = ${workspaceId} AND reward.status IN ('New', 'Hold') AND ${isOpen(Prisma.raw('reward'))} ${only}
    ORDER BY last.at, reward.number`;
  return rows.map(({ data, ...row }) => ({ ...row, facts: eventFacts.parse(data) }));
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

/** Those of every reward that still waits, or of that one: posted, perhaps arrived, or to somebody beyond reach. */
export function findReminded(
  db: Reads,
  { workspaceId, rewardId }: { readonly workspaceId: string; readonly rewardId?: string | undefined },
): Promise<Reminded[]> {
  const only = rewardId ? Prisma.sql`AND reward.id = ${rewardId}::uuid` : Prisma.empty;
  return db.$queryRaw<Reminded[]>`
    SELECT message.key, message.reward_id AS "rewardId", message.changed_at AS at,
      CASE message.state WHEN 'failed' THEN message.problem END AS failed
    FROM message JOIN reward ON reward.workspace_id = message.workspace_id AND reward.id = message.reward_id
    WHERE message.workspace_id = ${workspaceId} AND (message.key LIKE 'remind%' OR message.key LIKE 'changes:%')
      AND (message.state IN ('posted', 'unknown')
        OR (message.state = 'failed' AND message.problem = ANY(${[...UNREACHABLE]})))
      AND reward.status IN ('New', 'Hold') ${only}
    ORDER BY message.changed_at`;
}
