import { messageKeys } from '../services/message-keys.js';
import { readReminderBeforeCut } from '../services/read-reminder.js';
import type { JobHandler } from './context.js';
import { postReminder } from './post-reminder.js';

export const remindBeforeCut: JobHandler<'remind-before-cut'> = async (payload, context) => {
  const key = messageKeys.reminderBeforeCut(payload.rewardId, payload.month);
  const read = () => readReminderBeforeCut(context, payload);
  await postReminder(context, { ...payload, key, beforeCut: true, read });
};
