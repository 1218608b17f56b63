import { messageKeys } from '../services/message-keys.js';
import { readCarriedNotice } from '../services/read-carried-notice.js';
import { buildCarriedNotice } from '../views/carried-notice.js';
import type { JobHandler } from './context.js';
import { writeToPartner } from './write-to-partner.js';

/** Once for each partner and month that closed without them, however often this runs. */
export const tellCarriedForward: JobHandler<'tell-carried-forward'> = async (payload, context) => {
  const { workspaceId, currency, month, partnerId } = payload;
  const owed = await readCarriedNotice(context, payload);
  if (!owed) return;
  await writeToPartner(context, {
    workspaceId,
    partnerId,
    key: messageKeys.carried(currency, month, partnerId),
    to: owed.to,
    content: (reader) => buildCarriedNotice(owed.notice, reader),
  });
};
