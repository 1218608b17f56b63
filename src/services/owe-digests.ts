import { enqueue } from '../db/enqueue.js';
import { findMessage } from '../db/messages.js';
import { findProgrammes, type Programme } from '../db/workspaces.js';
import { digestMonth } from '../domain/digest.js';
import type { Deps } from './deps.js';
import { eachOnItsOwn } from './each-on-its-own.js';
import { messageKeys } from './message-keys.js';

/** Owes each programme its digest, once its day has come and until it is posted. */
export async function oweDigests({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  await eachOnItsOwn(await findProgrammes(db.reads), (programme) => oweDigest(db, programme, now));
}

async function oweDigest(db: Deps['db'], programme: Programme, now: Date): Promise<void> {
  const { workspaceId } = programme;
  const month = digestMonth(now, programme);
  if (!month) return;
  const known = await findMessage(db.reads, workspaceId, messageKeys.digest(month));
  if (known?.state === 'posted') return;
  await db.transaction((tx) => enqueue(tx, { name: 'post-digest', payload: { workspaceId, month } }));
}
