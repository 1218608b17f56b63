import { messageKeys } from '../services/message-keys.js';
import { readReminder } from '../services/read-reminder.js';
import type { JobHandler } from './context.js';
import { postReminder } from './post-reminder.js';

export const remind: JobHandler<'remind'> = async (payload, context) => {
  const { rewardId, revision, nth } = payload;
  const key = messageKeys.reminder(rewardId, revision, nth);
  await postReminder(context, { ...payload, key, read: () => readReminder(context, { name: 'remind', payload }) });
};
