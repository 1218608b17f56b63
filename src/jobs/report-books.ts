import { createHash } from 'node:crypto';
import type { BookFinding } from '../domain/books.js';
import { checkBooks } from '../services/check-books.js';
import { messageKeys } from '../services/message-keys.js';
import { letGo, readMessagesLike } from '../services/message-ledger.js';
import { readChannels } from '../services/read-channels.js';
import { buildBooksMended, buildBooksTrouble } from '../views/books-note.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/**
 * Checks the books and tells finance when something is off: once for the same findings, anew for others. Messages about
 * findings that are gone say so. Nothing is ever repaired (SPEC 6).
 */
export const reportBooks: JobHandler<'report-books'> = async ({ workspaceId }, context) => {
  const { findings } = await checkBooks(context.db.reads, workspaceId);
  const balance = findings.length === 0;
  const current = balance ? undefined : messageKeys.books(digestOf(findings));
  if (!balance) {
    context.logger.error({ workspaceId, findings: findings.length }, 'the books do not balance');
    // Asked for only here: before the set-up there is no channel, and nothing to report.
    const { financeChannel } = await readChannels(context, workspaceId);
    const content = buildBooksTrouble(findings);
    await showMessage(context, { workspaceId, key: current ?? '', channel: financeChannel, content });
  }
  for (const { key, state, channel } of await readMessagesLike(context, workspaceId, messageKeys.allBooks)) {
    if (key === current) continue;
    if (state === 'posted')
      await showMessage(context, { workspaceId, key, channel, content: buildBooksMended(balance) });
    await letGo(context, workspaceId, key);
  }
};

function digestOf(findings: readonly BookFinding[]): string {
  return createHash('sha256').update(JSON.stringify(findings)).digest('base64url').slice(0, 22);
}
