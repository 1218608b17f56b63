import { Refusal } from '../domain/errors.js';
import type { HandlerDeps } from './deps.js';
import type { Handler } from './explain.js';

/**
 * Runs a handler until the bot is about to end. What it was at may be committed or not by then, and the person is told
 * so while there is time. Throws Refusal('interrupted'), or what the handler throws.
 */
export function untilInterrupted<Args>({ interruption }: HandlerDeps, handle: Handler<Args>): Handler<Args> {
  return async (args) => {
    let interrupt = () => {};
    const interrupted = new Promise<never>((_resolve, reject) => {
      interrupt = () => reject(new Refusal('interrupted', {}));
      if (interruption.aborted) interrupt();
      else interruption.addEventListener('abort', interrupt);
    });
    try {
      await Promise.race([handle(args), interrupted]);
    } finally {
      interruption.removeEventListener('abort', interrupt);
    }
  };
}
