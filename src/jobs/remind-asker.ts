import { messageKeys } from '../services/message-keys.js';
import { readReminder } from '../services/read-reminder.js';
import type { JobHandler } from './context.js';
import { postReminder } from './post-reminder.js';

/** Tells whoever asked for changes, and others, that its creator does not make them or cannot be reached. */
export const remindAsker: JobHandler<'remind-asker'> = async (payload, context) => {
  const { rewardId, revision, nth } = payload;
  const key = messageKeys.reminderOfChanges(rewardId, revision, nth);
  const read = () => readReminder(context, { name: 'remind-asker', payload });
  await postReminder(context, { ...payload, key, read });
};
