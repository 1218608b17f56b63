import type { Unreachable } from '../domain/shown.js';
import { noteMessage, readMessage } from '../services/message-ledger.js';
import { noteReach } from '../services/note-reach.js';
import type { Addressee } from '../services/read-partner-notice.js';
import { refusalCode } from '../slack/errors.js';
import { checkReach, findUserByEmail, unreachableBecause } from '../slack/who-can-be-reached.js';
import type { JobContext } from './context.js';
import { type MessageToShow, showMessage } from './show-message.js';

type PartnerMessage = Omit<MessageToShow, 'channel' | 'isDirect' | 'threadTs' | 'announce'> & {
  readonly to: Addressee | undefined;
};

/**
 * Writes to a partner's contact, once. Whoever cannot be reached is written down with the reason, for the card and the
 * creator to say; a reward never fails because nobody could be told (SPEC 5).
 */
export async function writeToPartner(context: JobContext, { to, ...message }: PartnerMessage): Promise<void> {
  const { workspaceId } = message;
  const known = await readMessage(context, workspaceId, message.key);
  if (known?.state === 'posted' || known?.state === 'unknown') return;
  const reach = to ? await findOut(context, workspaceId, to) : ({ reachable: false, why: 'no_contact' } as const);
  const give = (why: Unreachable) => giveUp(context, message, to, why);
  if (!reach.reachable) return give(reach.why);
  try {
    await showMessage(context, { ...message, channel: reach.slackUserId, isDirect: true });
  } catch (error) {
    const why = unreachableBecause(refusalCode(error));
    if (!why) throw error;
    return give(why);
  }
  if (to) await noteReach(context, workspaceId, to.contactId, { slackUserId: reach.slackUserId, unreachable: null });
}

/** The Slack user of a contact: the one on file, else the one with their e-mail; asked of Slack each time, for people leave. */
async function findOut(context: JobContext, workspaceId: string, to: Addressee) {
  const client = context.slackOf(workspaceId);
  const userId = to.slackUserId ?? (to.email ? await findUserByEmail(client, to.email) : undefined);
  return userId ? checkReach(client, userId) : ({ reachable: false, why: 'no_slack_user' } as const);
}

async function giveUp(
  context: JobContext,
  message: Omit<PartnerMessage, 'to'>,
  to: Addressee | undefined,
  why: Unreachable,
): Promise<void> {
  const { workspaceId, key, rewardId, invoiceId } = message;
  if (to) await noteReach(context, workspaceId, to.contactId, { unreachable: why });
  await noteMessage(context, { workspaceId, key, rewardId, invoiceId, channel: '', state: 'failed', problem: why });
}
