import type { Reader } from '../domain/reader.js';
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

export async function saveApprovalNotices(
  tx: Tx,
  who: { readonly workspaceId: string; readonly userId: string },
  approvalNotices: boolean,
): Promise<void> {
  const where = { workspaceId_userId: who };
  await tx.person.upsert({ where, create: { ...who, approvalNotices }, update: { approvalNotices } });
}

/** Remembers how this person reads, as Slack said at `readAt`, or that it does not say. */
export async function saveReader(
  tx: Tx,
  who: { readonly workspaceId: string; readonly userId: string },
  { reader, readAt }: { readonly reader: Reader | undefined; readonly readAt: Date },
): Promise<void> {
  const said = { locale: reader?.locale ?? null, timeZone: reader?.timeZone ?? null, readAt };
  await tx.person.upsert({
    where: { workspaceId_userId: who },
    create: { ...who, ...said },
    update: said,
  });
}
