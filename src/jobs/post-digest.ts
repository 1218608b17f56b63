import { messageKeys } from '../services/message-keys.js';
import { readMessage } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { readChannels } from '../services/read-channels.js';
import { readDigest } from '../services/read-digest.js';
import { buildDigest } from '../views/digest.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/** Once a month, as things stand on that day: it is told again what became of it by the invoice's own message. */
export const postDigest: JobHandler<'post-digest'> = async ({ workspaceId, month }, context) => {
  const key = messageKeys.digest(month);
  const picture = () => owe(context, { name: 'send-digest-chart', payload: { workspaceId, month } });
  if ((await readMessage(context, workspaceId, key))?.state === 'posted') return picture();
  const digest = await readDigest(context, workspaceId, month);
  if (!digest || context.clock.now() >= digest.cutAt) return;
  const { financeChannel } = await readChannels(context, workspaceId);
  await showMessage(context, { workspaceId, key, channel: financeChannel, content: buildDigest(digest) });
  await picture();
};
