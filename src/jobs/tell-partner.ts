import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { readRewardNotice } from '../services/read-partner-notice.js';
import { buildPartnerNotice } from '../views/partner-notice.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

export const tellPartner: JobHandler<'tell-partner'> = async ({ workspaceId, rewardId, revision }, context) => {
  const notice = await readRewardNotice(context, workspaceId, rewardId, revision);
  if (!notice || notice.overtaken) return;
  await writeToPartner(context, {
    workspaceId,
    rewardId,
    partnerId: notice.partnerId,
    key: messageKeys.partner(rewardId, revision),
    to: notice.to,
    content: (reader) => buildPartnerNotice({ ...notice, rewardId }, reader),
  });
  const payload = { workspaceId, rewardId };
  await owe(context, { name: 'show-reward-card', payload });
  await owe(context, { name: 'tell-creator', payload }, { inMs: 0 });
};
