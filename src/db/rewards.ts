import type { PaymentState, RewardStatus } from '../domain/reward.js';
import type { Reads, Tx } from './client.js';
import { takeNumber } from './counters.js';
import { Prisma, type Reward } from './generated/client.js';
import { waitingInWorkspace } from './lock-timeout.js';
import { isPayable } from './payable.js';

export type { Reward };

export type NewReward = Pick<
  Reward,
  | 'workspaceId'
  | 'programmeId'
  | 'submissionKey'
  | 'partnerId'
  | 'description'
  | 'amountMinor'
  | 'currency'
  | 'createdBy'
  | 'createdAt'
  | 'fourEyes'
  | 'approvalsNeeded'
> & {
  readonly customerId?: string | undefined;
  readonly internalNote?: string | undefined;
  readonly evidence?: string | undefined;
  readonly duplicateOfId?: string | undefined;
  readonly correctsRewardId?: string | undefined;
};

const FIRST_NUMBER = 1001;

export async function insertReward(tx: Tx, reward: NewReward): Promise<Reward> {
  const number = await takeNumber(tx, reward, 'reward', FIRST_NUMBER);
  return tx.reward.create({
    data: {
      ...reward,
      number,
      customerId: reward.customerId ?? null,
      internalNote: reward.internalNote ?? null,
      evidence: reward.evidence ?? null,
      duplicateOfId: reward.duplicateOfId ?? null,
      correctsRewardId: reward.correctsRewardId ?? null,
    },
  });
}

export function findReward(db: Reads, workspaceId: string, rewardId: string): Promise<Reward | null> {
  return db.reward.findUnique({ where: { workspaceId_id: { workspaceId, id: rewardId } } });
}

export function findRewardBySubmission(db: Reads, workspaceId: string, submissionKey: string): Promise<Reward | null> {
  return db.reward.findUnique({ where: { workspaceId_submissionKey: { workspaceId, submissionKey } } });
}

/** Holds the reward's row until commit and returns it as it is now. */
export async function lockReward(tx: Tx, workspaceId: string, rewardId: string): Promise<Reward | null> {
  await waitingInWorkspace(
    workspaceId,
    tx.$queryRaw`SELECT 1 FROM reward WHERE workspace_id = ${workspaceId} AND id = ${rewardId}::uuid FOR NO KEY UPDATE`,
  );
  return findReward(tx, workspaceId, rewardId);
}

/**
 * Holds a reward's row and those of its partner's clawbacks that may go on an invoice, in its programme and currency,
 * until commit. All in one statement, by id as a cut takes them: two of them never wait for each other.
 */
export async function lockRewardAndClawbacks(
  tx: Tx,
  workspaceId: string,
  rewardId: string,
  statuses: readonly RewardStatus[],
): Promise<{ readonly reward: Reward | null; readonly clawbacks: Reward[] }> {
  const found = await findReward(tx, workspaceId, rewardId);
  if (!found) return { reward: null, clawbacks: [] };
  // Whose it is may change before it is held, and its revision with that: the caller asks for the revision.
  const rows = tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM reward
    WHERE workspace_id = ${workspaceId} AND (id = ${rewardId}::uuid OR (
      programme_id = ${found.programmeId}::uuid AND partner_id = ${found.partnerId}::uuid AND currency = ${found.currency}
      AND amount_minor < 0 AND payment = 'not_invoiced' AND ${isPayable(Prisma.raw('reward'), statuses)}))
    ORDER BY id FOR NO KEY UPDATE`;
  const held = await waitingInWorkspace(workspaceId, rows);
  const ids = held.map(({ id }) => id);
  const rewards = await tx.reward.findMany({ where: { workspaceId, id: { in: ids } }, orderBy: { number: 'asc' } });
  const isAsked = ({ id }: Reward) => id === rewardId;
  return { reward: rewards.find(isAsked) ?? null, clawbacks: rewards.filter((row) => !isAsked(row)) };
}

/**
 * The guarded write: moves the reward only if it still has the revision it was decided at, and gives it the next one.
 * The first of two approvals is kept, or set, while the reward is still to be approved. Undefined: somebody else was first.
 */
export async function moveReward(
  tx: Tx,
  at: { readonly workspaceId: string; readonly id: string; readonly revision: number },
  to: {
    readonly status: RewardStatus;
    readonly payment: PaymentState;
    readonly firstApprovedBy?: string | undefined;
  },
): Promise<Reward | undefined> {
  const moved = await tx.$queryRaw<{ id: string }[]>`
    UPDATE reward SET status = ${to.status}::reward_status, payment = ${to.payment}::payment_state, revision = revision + 1,
      first_approved_by = CASE WHEN ${to.status}::reward_status IN ('New', 'Hold')
        THEN COALESCE(${to.firstApprovedBy ?? null}::text, first_approved_by) END
    WHERE workspace_id = ${at.workspaceId} AND id = ${at.id}::uuid AND revision = ${at.revision}
    RETURNING id`;
  return moved.length > 0 ? ((await findReward(tx, at.workspaceId, at.id)) ?? undefined) : undefined;
}

/** What is changed about a reward that is sent back. */
export type RewardEdit = Pick<Reward, 'partnerId' | 'description' | 'amountMinor' | 'currency' | 'approvalsNeeded'> & {
  readonly customerId: string | null;
  readonly internalNote: string | null;
  readonly duplicateOfId: string | null;
  /** Null: the first of two approvals no longer counts. */
  readonly firstApprovedBy: string | null;
};

/** The guarded write of a reward that comes back from its creator: New again, with these values. */
export async function editReward(
  tx: Tx,
  at: { readonly workspaceId: string; readonly id: string; readonly revision: number },
  edit: RewardEdit,
): Promise<Reward | undefined> {
  const { workspaceId, id, revision } = at;
  const { count } = await tx.reward.updateMany({
    where: { workspaceId, id, revision, status: 'Hold' },
    data: { ...edit, status: 'New', revision: { increment: 1 } },
  });
  return count > 0 ? ((await findReward(tx, workspaceId, id)) ?? undefined) : undefined;
}

/** The newest reward like this one since `since` that was not declined and is not itself. */
export function findLikelyDuplicate(
  db: Reads,
  like: Pick<NewReward, 'workspaceId' | 'partnerId' | 'amountMinor' | 'currency' | 'customerId'> & {
    readonly id?: string | undefined;
  },
  since: Date,
): Promise<Reward | null> {
  return db.reward.findFirst({
    where: {
      workspaceId: like.workspaceId,
      partnerId: like.partnerId,
      amountMinor: like.amountMinor,
      currency: like.currency,
      customerId: like.customerId ?? null,
      status: { not: 'Declined' },
      createdAt: { gte: since },
      ...(like.id ? { id: { not: like.id } } : {}),
    },
    orderBy: { number: 'desc' },
  });
}

const cardParts = {
  partner: { include: { contacts: { orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }] } } },
  customer: { include: { partner: true } },
  duplicateOf: true,
  corrects: true,
  lines: { include: { invoice: { include: { period: true } } } },
} satisfies Prisma.RewardInclude;

/** A reward with all that its card shows. */
export type RewardWithParts = Prisma.RewardGetPayload<{ include: typeof cardParts }>;

export function findRewardWithParts(db: Reads, workspaceId: string, rewardId: string): Promise<RewardWithParts | null> {
  return db.reward.findUnique({ where: { workspaceId_id: { workspaceId, id: rewardId } }, include: cardParts });
}

/** The ids of a partner's rewards on an invoice. */
export async function findPartnersRewardIdsOnInvoice(
  db: Reads,
  workspaceId: string,
  invoiceId: string,
  partnerId: string,
): Promise<string[]> {
  const lines = await db.invoiceLine.findMany({
    where: { workspaceId, invoiceId, partnerId, removedAt: null },
    select: { rewardId: true },
  });
  return lines.map((line) => line.rewardId);
}

/** The first of a partner's rewards on an invoice, in the order they were created. */
export function findPartnersRewardsOnInvoice(
  db: Reads,
  workspaceId: string,
  invoiceId: string,
  partnerId: string,
  limit: number,
): Promise<RewardWithParts[]> {
  return db.reward.findMany({
    where: { workspaceId, partnerId, lines: { some: { invoiceId, removedAt: null } } },
    include: cardParts,
    orderBy: { number: 'asc' },
    take: limit,
  });
}
