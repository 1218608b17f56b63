import type { Reads } from '../db/client.js';
import { countCreated } from '../db/created-rewards.js';
import { findPerson, saveHomePlace } from '../db/people.js';
import { loadActor } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { readHomePlace } from '../domain/home-place.js';
import { type Actor, mayCreate, mayHandleInvoices, mayReview, type Verdict } from '../domain/policy.js';
import type { HomeSheet } from '../domain/shown-home.js';
import type { Deps } from './deps.js';
import { readHomeCreated } from './read-home-created.js';
import { readHomeEarnings } from './read-home-earnings.js';
import { readHomeInvoices } from './read-home-invoices.js';
import { readHomeQueue } from './read-home-queue.js';
import { findAdmins } from './read-role-holders.js';

/** What this person's Home shows now. Their roles are read with it: what they may not see is not read either. */
export function readHome({ db, clock }: Deps, workspaceId: string, userId: string): Promise<HomeSheet> {
  return db.snapshot(async (reads) => {
    const now = clock.now();
    const programme = await getProgramme(reads, workspaceId);
    const actor = await loadActor(reads, workspaceId, userId, now);
    const person = await findPerson(reads, workspaceId, userId);
    const place = readHomePlace(person?.home);
    const may = ({ allowed }: Verdict) => allowed;
    return {
      programme: programme.name,
      isSetUp: programme.reviewChannel !== null && programme.financeChannel !== null,
      roles: actor.roles,
      admins: await findAdmins(reads, workspaceId, now),
      queue: may(mayReview(actor)) ? await readHomeQueue(reads, programme, { actor, now }, place.queue) : undefined,
      created: may(mayCreate(actor))
        ? await readHomeCreated(reads, programme, { userId, now }, place.created)
        : undefined,
      approvalNotices: (await isCreator(reads, actor, workspaceId)) ? (person?.approvalNotices ?? true) : undefined,
      invoices: may(mayHandleInvoices(actor)) ? await readHomeInvoices(reads, programme, now) : undefined,
      earnings: await readHomeEarnings(reads, programme, { userId, now }, place.earnings),
    };
  });
}

/** Whether messages to creators concern this person: they may create rewards, or did when they still could. */
async function isCreator(db: Reads, actor: Actor, workspaceId: string): Promise<boolean> {
  return mayCreate(actor).allowed || (await countCreated(db, { workspaceId, createdBy: actor.userId })) > 0;
}

/** Notes that somebody looks at their Home: from then on it follows what they do elsewhere. */
export async function noteHomeOpened({ db }: Pick<Deps, 'db'>, workspaceId: string, userId: string): Promise<void> {
  if (await hasOpenHome({ db }, workspaceId, userId)) return;
  await db.transaction((tx) => saveHomePlace(tx, { workspaceId, userId }, {}));
}

export async function hasOpenHome({ db }: Pick<Deps, 'db'>, workspaceId: string, userId: string): Promise<boolean> {
  return (await findPerson(db.reads, workspaceId, userId))?.home != null;
}
