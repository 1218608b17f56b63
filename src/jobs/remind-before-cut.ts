import { messageKeys } from '../services/message-keys.js';
import { readReminder } from '../services/read-reminder.js';
import type { JobHandler } from './context.js';
import { postReminder } from './post-reminder.js';

export const remindBeforeCut: JobHandler<'remind-before-cut'> = async (payload, context) => {
  const key = messageKeys.reminderBeforeCut(payload.rewardId, payload.month);
  const read = () => readReminder(context, { name: 'remind-before-cut', payload });
  await postReminder(context, { ...payload, key, read });
};
