import { oweDigests } from '../services/owe-digests.js';
import { oweReminders } from '../services/owe-reminders.js';
import { runClock as run } from '../services/run-clock.js';
import type { JobHandler } from './context.js';

/** Every hour: the programme's own zone decides what is due. */
export const runClock: JobHandler<'run-clock'> = async (_payload, context) => {
  // One programme's trouble with its months is no reason to leave out the others' digests.
  await oweDigests(context);
  const { closed, finalised, refused } = await run(context, { actor: 'bot' });
  for (const month of closed) context.logger.info(month, 'month closed');
  for (const invoice of finalised) context.logger.info(invoice, 'invoice finalised');
  for (const { refusal, ...where } of refused)
    context.logger.error({ ...where, code: refusal.code }, 'invoice run refused');
  await oweReminders(context);
};
