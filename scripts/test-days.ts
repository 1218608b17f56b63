import { spawnSync } from 'node:child_process';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { systemClock } from '../src/clock.js';

// Runs the flows whose day matters as if it were another day: `npm run test:days` on each of these, `-- --two` on two of
// them by turns.

const DAYS = [
  ['three days before a month ends', '2026-11-28T09:30:00Z'],
  ['the last minute of a month', '2026-09-30T21:59:00Z'],
  ['the last minute of a year', '2026-12-31T22:59:00Z'],
  ['the night in which an hour is missing', '2027-03-28T00:30:00Z'],
  ['the night that has an hour twice', '2026-10-25T00:30:00Z'],
  ['the 29th of February', '2028-02-29T09:30:00Z'],
  ['a Saturday', '2026-11-14T09:30:00Z'],
] as const;

const FLOWS = ['any-day', 'any-day-process', 'other-workspace', 'request-and-approve'];

function chooseDays(words: readonly string[]): readonly (typeof DAYS)[number][] {
  if (!words.includes('--two')) return DAYS;
  const today = differenceInCalendarDays(systemClock.now(), 0);
  return [0, 1].flatMap((next) => DAYS.slice((2 * today + next) % DAYS.length).slice(0, 1));
}

const files = FLOWS.map((name) => `test/flows/${name}\\.test`);
for (const [day, instant] of chooseDays(process.argv.slice(2))) {
  console.log(`\n${day}: ${instant}`);
  const { status } = spawnSync('npm', ['test', '--silent', '--', ...files], {
    stdio: 'inherit',
    env: { ...process.env, TEST_NOW: instant },
  });
  if (status !== 0) process.exitCode = 1;
}
