import { noteMessage } from '../services/message-ledger.js';
import { refusalCode } from '../slack/errors.js';
import { unreachableBecause } from '../slack/who-can-be-reached.js';
import type { JobContext } from './context.js';
import { type MessageToShow, type Shown, showMessage } from './show-message.js';

/**
 * A direct message to one person. Who cannot be written to is not tried again and again: why is written down, for whoever
 * waits for them to be told.
 */
export async function tellPerson(
  context: JobContext,
  message: Omit<MessageToShow, 'isDirect' | 'threadTs' | 'announce'>,
): Promise<Shown['state'] | 'failed'> {
  try {
    return (await showMessage(context, { ...message, isDirect: true })).state;
  } catch (error) {
    const why = unreachableBecause(refusalCode(error));
    if (!why) throw error;
    const { workspaceId, key, rewardId, invoiceId, channel } = message;
    const note = { workspaceId, key, rewardId, invoiceId, channel, recipient: channel };
    await noteMessage(context, { ...note, state: 'failed', problem: why });
    context.logger.warn({ key: message.key, userId: message.channel, why }, 'person not reachable');
    return 'failed';
  }
}
