import type { Reads, Tx } from './client.js';
import type { Person, Prisma } from './generated/client.js';

export type { Person };

export function findPerson(db: Reads, workspaceId: string, userId: string): Promise<Person | null> {
  return db.person.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
}

/** Remembers what this person looks at in their Home. */
export async function saveHomePlace(
  tx: Tx,
  who: { readonly workspaceId: string; readonly userId: string },
  home: Prisma.InputJsonObject,
): Promise<void> {
  await tx.person.upsert({ where: { workspaceId_userId: who }, create: { ...who, home }, update: { home } });
}

/** Remembers how this person reads, as Slack said at `readAt`. */
export async function saveReader(
  tx: Tx,
  who: { readonly workspaceId: string; readonly userId: string },
  reader: { readonly locale: string; readonly timeZone: string; readonly readAt: Date },
): Promise<void> {
  await tx.person.upsert({
    where: { workspaceId_userId: who },
    create: { ...who, ...reader },
    update: { locale: reader.locale, timeZone: reader.timeZone, readAt: reader.readAt },
  });
}
