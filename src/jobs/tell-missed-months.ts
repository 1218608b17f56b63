import { messageKeys } from '../services/message-keys.js';
import { readChannels } from '../services/read-channels.js';
import { buildMissedMonths } from '../views/stopped-run.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/** Said once for the month since which they are missed, however often the clock comes back to it. */
export const tellMissedMonths: JobHandler<'tell-missed-months'> = async ({ workspaceId, currency, since }, context) => {
  const { financeChannel } = await readChannels(context, workspaceId);
  await showMessage(context, {
    workspaceId,
    key: messageKeys.missedMonths(currency, since),
    channel: financeChannel,
    content: buildMissedMonths({ since, currency }),
  });
};
