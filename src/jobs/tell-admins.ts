import { eachOnItsOwn } from '../services/each-on-its-own.js';
import { messageKeys } from '../services/message-keys.js';
import { readTrouble } from '../services/message-ledger.js';
import { readChannels } from '../services/read-channels.js';
import { readAdminIds } from '../services/read-role-holders.js';
import { buildChannelTrouble } from '../views/admin-note.js';
import type { JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

/** One message an admin for each time a channel stops taking messages. */
export const tellAdmins: JobHandler<'tell-admins'> = async ({ workspaceId, channel }, context) => {
  const trouble = await readTrouble(context, workspaceId, channel);
  if (!trouble) return;
  const { reviewChannel } = await readChannels(context, workspaceId);
  const reviewOrFinance = channel === reviewChannel ? 'review' : 'finance';
  // One who cannot be written to at the moment keeps no other waiting.
  await eachOnItsOwn(await readAdminIds(context, workspaceId), async (adminId) => {
    const key = messageKeys.trouble(channel, trouble.since, adminId);
    const reader = await readerOf(context, workspaceId, adminId);
    const content = buildChannelTrouble({ channel, problem: trouble.problem, reviewOrFinance }, reader);
    await tellPerson(context, { workspaceId, key, channel: adminId, content });
  });
};
