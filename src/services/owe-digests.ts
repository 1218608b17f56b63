import { enqueue } from '../db/enqueue.js';
import { findMessage } from '../db/messages.js';
import { findProgrammes } from '../db/workspaces.js';
import { digestMonth } from '../domain/digest.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';

/** Owes each programme its digest, once its day has come and until it is posted. */
export async function oweDigests({ db, clock }: Deps): Promise<void> {
  const now = clock.now();
  for (const programme of await findProgrammes(db.reads)) {
    const { workspaceId } = programme;
    const month = digestMonth(now, programme);
    if (!month) continue;
    const known = await findMessage(db.reads, workspaceId, messageKeys.digest(month));
    if (known?.state === 'posted') continue;
    await db.transaction((tx) => enqueue(tx, { name: 'post-digest', payload: { workspaceId, month } }));
  }
}
