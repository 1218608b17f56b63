import { setTimeout as wait } from 'node:timers/promises';

/** What a form can do without: there in time, or undefined. A form has to open within three seconds of the click. */
export function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([promise.catch(() => undefined), wait(ms, undefined, { ref: false })]);
}
