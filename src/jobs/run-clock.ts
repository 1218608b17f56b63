import { runClock as run } from '../services/run-clock.js';
import type { JobHandler } from './context.js';

/** Every hour: the programme's own zone decides what is due. */
export const runClock: JobHandler<'run-clock'> = async (_payload, context) => {
  const { closed, finalised, refused } = await run(context, { actor: 'bot' });
  for (const month of closed) context.logger.info(month, 'month closed');
  for (const invoice of finalised) context.logger.info(invoice, 'invoice finalised');
  for (const { refusal, ...where } of refused)
    context.logger.error({ ...where, code: refusal.code, ...refusal.facts }, 'invoice run refused');
};
