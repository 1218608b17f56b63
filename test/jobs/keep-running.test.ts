import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { eventually } from '../../sandbox/start-sandbox.js';
import { keepRunning } from '../../src/jobs/keep-running.js';

/** What gives up when it is told to, and can be forbidden to start; it keeps the times of its starts. */
function createFragile() {
  const said: string[] = [];
  const tries: number[] = [];
  let giveUp = () => {};
  let running = 0;
  const fragile = {
    said,
    tries,
    isAway: false,
    giveUp: () => giveUp(),
    running: () => running,
    logger: pino({ base: null }, { write: (line: string) => void said.push(JSON.parse(line).msg) }),
    start: async () => {
      tries.push(performance.now());
      if (fragile.isAway) throw new Error('away');
      running++;
      const over = new Promise<void>((resolve) => {
        giveUp = resolve;
      });
      return { over, stop: async () => void running-- };
    },
  };
  return fragile;
}

test('what gives up is started anew, one at a time, and its outage is said once', async () => {
  const fragile = createFragile();
  const kept = await keepRunning(fragile.start, fragile.logger);
  expect(kept.isRunning()).toBe(true);
  fragile.isAway = true;
  fragile.giveUp();
  await eventually(() => fragile.tries.length === 4);
  expect(kept.isRunning()).toBe(false);
  expect(fragile.running()).toBe(0);
  const [, first = 0, second = 0, third = 0] = fragile.tries;
  expect(third - second).toBeGreaterThan(1.5 * (second - first));
  fragile.isAway = false;
  await eventually(() => kept.isRunning());
  expect(fragile.running()).toBe(1);
  expect(fragile.said).toEqual(['worker gave up, and is started anew', 'worker cannot start yet', 'worker runs again']);
  await kept.stop();
  expect(fragile.running()).toBe(0);
});

test('stopped while it waits, it is not started again', async () => {
  const fragile = createFragile();
  const kept = await keepRunning(fragile.start, fragile.logger);
  fragile.isAway = true;
  fragile.giveUp();
  await eventually(() => fragile.tries.length === 3);
  fragile.isAway = false;
  const asked = performance.now();
  await kept.stop();
  expect(performance.now() - asked).toBeLessThan(500);
  expect([fragile.tries.length, fragile.running()]).toEqual([3, 0]);
});

test('stopped in the middle of a start, what has just been started is stopped too', async () => {
  const fragile = createFragile();
  const until: { open?: () => void } = {};
  const kept = await keepRunning(async () => {
    if (fragile.tries.length > 0) await new Promise<void>((resolve) => Object.assign(until, { open: resolve }));
    return fragile.start();
  }, fragile.logger);
  fragile.giveUp();
  await eventually(() => until.open !== undefined);
  const stopped = kept.stop();
  until.open?.();
  await stopped;
  expect([fragile.tries.length, fragile.running()]).toEqual([2, 0]);
});
