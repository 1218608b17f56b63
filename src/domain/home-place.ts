import { z } from 'zod';
import type { Money } from './money.js';
import { REWARD_STATUSES } from './reward.js';

/** Statuses in which a reward waits for a decision. */
export const UNDECIDED = ['New', 'Hold'] as const;
export type UndecidedStatus = (typeof UNDECIDED)[number];

/** How long something has waited, in days, as it can be asked for. */
export const AGES = [1, 3, 7, 30] as const;

/** A page is named by what stands first on it, so that it stays where it is while rewards come and go. */
const pageStart = z.string().max(60).optional();

const queueFilter = z.object({
  partnerId: z.uuid().optional(),
  createdBy: z.string().max(30).optional(),
  status: z.enum(UNDECIDED).optional(),
  olderThanDays: z.literal(AGES).optional(),
  /** Minor units as text: JSON has no bigint. */
  atLeast: z.object({ minor: z.string().regex(/^[0-9]{1,30}$/), currency: z.string().length(3) }).optional(),
});
export type QueueFilter = z.infer<typeof queueFilter>;

const homePlace = z.object({
  queue: z.object({ filter: queueFilter, from: pageStart }).default({ filter: {} }),
  created: z.object({ status: z.enum(REWARD_STATUSES).optional(), from: pageStart }).default({}),
  /** Of a contact of several partners: the first partner shown, and by partner the first reward. */
  earnings: z.object({ from: pageStart, rewards: z.record(z.uuid(), z.string().max(60)) }).default({ rewards: {} }),
});
/** What somebody looks at in their Home, kept so that it stays the same when it is drawn again. */
export type HomePlace = z.infer<typeof homePlace>;

/** What was kept; what cannot be read any more is forgotten, since it is only a place. */
export function readHomePlace(kept: unknown): HomePlace {
  const reading = homePlace.safeParse(kept ?? {});
  return reading.success ? reading.data : homePlace.parse({});
}

export function leastOf({ atLeast }: QueueFilter): Money | undefined {
  return atLeast && { minor: BigInt(atLeast.minor), currency: atLeast.currency };
}

/** The lists of Home that have pages. */
export const HOME_LISTS = ['queue', 'created', 'partners', 'rewards'] as const;
export type HomeList = (typeof HOME_LISTS)[number];

/** Shows another page. `partnerId`: whose rewards, in a contact's Home. */
export function turnPage(
  place: HomePlace,
  to: { readonly list: HomeList; readonly from: string | undefined; readonly partnerId?: string | undefined },
): HomePlace {
  switch (to.list) {
    case 'queue':
      return { ...place, queue: { ...place.queue, from: to.from } };
    case 'created':
      return { ...place, created: { ...place.created, from: to.from } };
    case 'partners':
      return { ...place, earnings: { from: to.from, rewards: {} } };
    case 'rewards': {
      const { [to.partnerId ?? '']: _, ...others } = place.earnings.rewards;
      const rewards = to.partnerId && to.from ? { ...others, [to.partnerId]: to.from } : others;
      return { ...place, earnings: { ...place.earnings, rewards } };
    }
  }
}
