import type { ShownMessage } from '../../screen/screen.js';
import type { ThreadSummary } from './message-row.js';

/** How many replies hang on which message, by its `ts`. */
export function summariseThreads(messages: ShownMessage[]): ReadonlyMap<string, ThreadSummary> {
  const threads = new Map<string, ThreadSummary>();
  for (const { threadTs, ts } of messages) {
    if (threadTs === undefined) continue;
    threads.set(threadTs, { replies: (threads.get(threadTs)?.replies ?? 0) + 1, lastTs: ts });
  }
  return threads;
}
