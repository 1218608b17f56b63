import { refusalCode } from '../slack/errors.js';
import { unreachableBecause } from '../slack/who-can-be-reached.js';
import type { JobContext } from './context.js';
import { type MessageToShow, showMessage } from './show-message.js';

/** A direct message to one of the company's own people. Who left the workspace is not written to again and again. */
export async function tellPerson(
  context: JobContext,
  message: Omit<MessageToShow, 'isDirect' | 'threadTs' | 'announce'>,
): Promise<void> {
  try {
    await showMessage(context, { ...message, isDirect: true });
  } catch (error) {
    const why = unreachableBecause(refusalCode(error));
    if (!why) throw error;
    context.logger.warn({ key: message.key, userId: message.channel, why }, 'person not reachable');
  }
}
