import { messageKeys } from '../services/message-keys.js';
import { readChannels } from '../services/read-channels.js';
import { readStoppedRuns } from '../services/read-stopped-run.js';
import { buildStoppedRun } from '../views/stopped-run.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/** One message for each time that a month's run was stopped; each says what became of it. */
export const showStoppedRun: JobHandler<'show-stopped-run'> = async ({ workspaceId, currency, month }, context) => {
  const { financeChannel } = await readChannels(context, workspaceId);
  for (const { eventId, ...run } of await readStoppedRuns(context, workspaceId, currency, month)) {
    await showMessage(context, {
      workspaceId,
      key: messageKeys.stoppedRun(eventId),
      channel: financeChannel,
      content: buildStoppedRun(run),
    });
  }
};
