import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createOneAtATime } from '../../src/connectors/one-at-a-time.js';
import { type PrintJob, printDocument } from '../../src/connectors/print-document.js';

/** A page without a word, which needs no font. */
const EMPTY: PrintJob = { template: '#rect()', inputs: {}, fonts: [], isTagged: false };
const BROKEN: PrintJob = { ...EMPTY, template: '#nothing-of-that-name()' };

function processesAtWork(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

test('of documents asked for at once one is printed at a time, and one that fails does not stop the next', async () => {
  const before = processesAtWork();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, processesAtWork() - before);
  }, 5);
  const ends = await Promise.allSettled([EMPTY, BROKEN, EMPTY].map(printDocument));
  clearInterval(watch);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(most).toBe(1);
}, 30_000);

test('what came first is done first, and what comes later waits for it', async () => {
  const oneAtATime = createOneAtATime();
  const heard: string[] = [];
  const work = (name: string, ms: number) => () =>
    sleep(ms).then(() => {
      heard.push(name);
      return name;
    });
  const results = await Promise.all([oneAtATime(work('long', 50)), oneAtATime(work('short', 1))]);
  await oneAtATime(work('last', 1));
  expect(results).toEqual(['long', 'short']);
  expect(heard).toEqual(['long', 'short', 'last']);
});
