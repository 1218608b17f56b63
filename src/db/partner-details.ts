import type { Reads } from './client.js';

interface PartnerRef {
  readonly workspaceId: string;
  readonly partnerId: string;
}

/** A partner's customers by name, the first of them, and how many there are. */
export async function findCustomersOf(db: Reads, { workspaceId, partnerId }: PartnerRef, limit: number) {
  const where = { workspaceId, partnerId };
  const customers = await db.customer.findMany({
    where,
    select: { name: true, customerKey: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  return { customers, count: await db.customer.count({ where }) };
}

/** A partner's newest rewards, each with the message that is its card, and how many there are. */
export async function findNewestRewards(db: Reads, { workspaceId, partnerId }: PartnerRef, limit: number) {
  const where = { workspaceId, partnerId };
  const rewards = await db.reward.findMany({
    where,
    include: { messages: { where: { key: { startsWith: 'card:' }, state: 'posted' }, take: 1 } },
    orderBy: { number: 'desc' },
    take: limit,
  });
  return { rewards, count: await db.reward.count({ where }) };
}
