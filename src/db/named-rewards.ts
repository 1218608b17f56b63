import type { Money } from '../domain/money.js';
import type { Reads } from './client.js';

export interface NamedReward {
  readonly number: number;
  readonly partner: string;
  readonly amount: Money;
}

/** What these rewards are called, by id. */
export async function findRewardNames(
  db: Reads,
  workspaceId: string,
  rewardIds: readonly string[],
): Promise<ReadonlyMap<string, NamedReward>> {
  const rows = await db.reward.findMany({
    where: { workspaceId, id: { in: [...rewardIds] } },
    select: { id: true, number: true, amountMinor: true, currency: true, partner: { select: { name: true } } },
  });
  return new Map(
    rows.map(({ id, number, amountMinor, currency, partner }) => [
      id,
      { number, partner: partner.name, amount: { minor: amountMinor, currency } },
    ]),
  );
}

export async function findRewardIdByNumber(
  db: Reads,
  programme: { readonly workspaceId: string; readonly id: string },
  number: number,
): Promise<string | undefined> {
  const row = await db.reward.findFirst({
    where: { workspaceId: programme.workspaceId, programmeId: programme.id, number },
    select: { id: true },
  });
  return row?.id;
}
