import type { Reader } from '../domain/reader.js';
import type { Unreachable } from '../domain/shown.js';
import { readMessage } from '../services/message-ledger.js';
import { noteFound, noteUntold } from '../services/note-reach.js';
import type { Addressee } from '../services/read-partner-notice.js';
import { refusalCode } from '../slack/errors.js';
import { checkReach, findUserByEmail, unreachableBecause } from '../slack/who-can-be-reached.js';
import type { JobContext } from './context.js';
import { readerOf } from './reader-of.js';
import { type MessageToShow, showMessage } from './show-message.js';

type PartnerMessage = Omit<MessageToShow, 'channel' | 'isDirect' | 'threadTs' | 'announce' | 'content'> & {
  readonly content: (reader: Reader | undefined) => MessageToShow['content'];
  readonly partnerId: string;
  readonly to: Addressee | undefined;
};

/** How a message to a partner stands. */
export interface Written {
  readonly now: 'posted' | 'unknown' | 'failed';
  /** How it stood before this attempt; undefined: it was never tried. */
  readonly before: string | undefined;
}

/** Whoever was tried is no longer the partner's contact: the job starts again with the one that is. */
export class ContactChanged extends Error {
  override readonly name = 'ContactChanged';
}

/**
 * Writes to a partner's contact, once. Whoever cannot be reached is written down with the reason, for the card and the
 * creator to say; a reward never fails because nobody could be told (SPEC 5).
 */
export async function writeToPartner(context: JobContext, { to, ...message }: PartnerMessage): Promise<Written> {
  const { workspaceId } = message;
  const known = await readMessage(context, workspaceId, message.key);
  const before = known?.state;
  if (before === 'posted' || before === 'unknown') return { before, now: before };
  const reach = to ? await findOut(context, workspaceId, to) : ({ reachable: false, why: 'no_contact' } as const);
  const giveUp = async (why: Unreachable): Promise<Written> => {
    if (!(await noteUntold(context, { ...message, to, why }))) throw new ContactChanged(message.key);
    return { before, now: 'failed' };
  };
  if (!reach.reachable) return giveUp(reach.why);
  const { key, rewardId, invoiceId } = message;
  try {
    const content = message.content(await readerOf(context, workspaceId, reach.slackUserId));
    const toShow = { workspaceId, content, key, rewardId, invoiceId, channel: reach.slackUserId, isDirect: true };
    const shown = await showMessage(context, toShow);
    if (to) await noteFound(context, workspaceId, to.contactId, reach.slackUserId);
    return { before, now: shown.state };
  } catch (error) {
    const why = unreachableBecause(refusalCode(error));
    if (!why) throw error;
    return giveUp(why);
  }
}

/** The Slack user of a contact: the one on file, else the one with their e-mail; asked of Slack each time, for people leave. */
async function findOut(context: JobContext, workspaceId: string, to: Addressee) {
  const client = context.slackOf(workspaceId);
  const userId = to.slackUserId ?? (to.email ? await findUserByEmail(client, to.email) : undefined);
  return userId ? checkReach(client, userId) : ({ reachable: false, why: 'no_slack_user' } as const);
}
