import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { readFormerNotice } from '../services/read-former-notice.js';
import { buildPartnerNotice } from '../views/partner-notice.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

/** Whoever was told of a reward that is another partner's learns that it is not theirs, once. */
export const tellFormerPartner: JobHandler<'tell-former-partner'> = async (payload, context) => {
  const { workspaceId, rewardId, revision } = payload;
  const notice = await readFormerNotice(context, workspaceId, rewardId, revision);
  if (!notice) return;
  await writeToPartner(context, {
    workspaceId,
    rewardId,
    partnerId: notice.partnerId,
    key: messageKeys.former(rewardId, revision),
    to: notice.to,
    content: (reader) => buildPartnerNotice({ ...notice, rewardId }, reader),
  });
  // The card says where that failed.
  await owe(context, { name: 'show-reward-card', payload: { workspaceId, rewardId } });
};
