import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a conversation may be posted to again. Slack asks for one message a second in each. */
export type Pace = (channel: string) => Promise<void>;

export function createPace(intervalMs: number): Pace {
  const nextAt = new Map<string, number>();
  return async (channel) => {
    const now = performance.now();
    const at = Math.max(now, nextAt.get(channel) ?? 0);
    nextAt.set(channel, at + intervalMs);
    for (const [known, free] of nextAt) if (free < now) nextAt.delete(known);
    if (at > now) await sleep(at - now);
  };
}
