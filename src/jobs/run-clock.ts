import { eachOnItsOwn } from '../services/each-on-its-own.js';
import { enqueueOverdue } from '../services/enqueue-overdue.js';
import { forgetIdleQueues } from '../services/keep-workers.js';
import { owe } from '../services/owe.js';
import { oweDigests } from '../services/owe-digests.js';
import { oweReminders } from '../services/owe-reminders.js';
import { runClock as run } from '../services/run-clock.js';
import type { JobContext, JobHandler } from './context.js';

/** Every hour: the programme's own zone decides what is due. What breaks is tried again, after all the rest was done. */
export const runClock: JobHandler<'run-clock'> = async (_payload, context) => {
  let isCutShort = false;
  await eachOnItsOwn([oweDigests, closeMonths, oweReminders, enqueueOverdue, forgetIdleQueues], async (step) => {
    if (context.stopping.aborted) isCutShort = true;
    else await step(context);
  });
  // For another process, which may have started long before this one stops.
  if (isCutShort) await owe(context, { name: 'run-clock', payload: {} });
};

async function closeMonths(context: JobContext): Promise<void> {
  const { closed, finalised, refused } = await run(context, { actor: 'bot' });
  for (const month of closed) context.logger.info(month, 'month closed');
  for (const invoice of finalised) context.logger.info(invoice, 'invoice finalised');
  for (const { refusal, ...where } of refused)
    context.logger.error({ ...where, code: refusal.code }, 'invoice run refused');
}
