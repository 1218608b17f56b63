import { setTimeout as sleep } from 'node:timers/promises';
import { elapsedMs } from '../clock.js';

/** Slack asked for a pause that is not over: long enough to come back later instead of standing in the way. */
export class Paused extends Error {
  override readonly name = 'Paused';
  constructor(readonly ms: number) {
    super('Slack asked for a pause');
  }
}

/** Keeps to the speed that Slack asks for. */
export interface Pace {
  /** Waits until a conversation may be posted to again: one message a second in each. Throws Paused. */
  (channel: string): Promise<void>;
  /** Slack has had enough: nothing at all for so many milliseconds. */
  pause(ms: number): void;
}

export function createPace(intervalMs: number): Pace {
  const nextAt = new Map<string, number>();
  let pausedUntil = 0;
  const pace = async (channel: string) => {
    const now = elapsedMs();
    if (pausedUntil > now) throw new Paused(pausedUntil - now);
    const at = Math.max(now, nextAt.get(channel) ?? 0);
    nextAt.set(channel, at + intervalMs);
    for (const [known, free] of nextAt) if (free < now) nextAt.delete(known);
    if (at > now) await sleep(at - now);
  };
  const pause = (ms: number) => {
    pausedUntil = Math.max(pausedUntil, elapsedMs() + ms);
  };
  return Object.assign(pace, { pause });
}
