import { setTimeout as wait } from 'node:timers/promises';
import type { Sandbox } from './start-sandbox.js';

/** Waits until bot and Slack have said nothing to each other for so long, or until patience is over; in milliseconds. */
export async function untilQuiet(
  sandbox: Pick<Sandbox, 'traffic'>,
  { quietMs, patienceMs }: { readonly quietMs: number; readonly patienceMs: number },
): Promise<void> {
  const end = performance.now() + patienceMs;
  const latest = () => sandbox.traffic.at(-1)?.number;
  for (let seen: number | undefined = -1; seen !== latest() && performance.now() < end; ) {
    seen = latest();
    await wait(quietMs);
  }
}
