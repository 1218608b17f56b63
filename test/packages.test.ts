import { TZDate } from '@date-fns/tz';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';

// Packages are loaded outside of the tests' world (support/packages). What crosses the border has to be known on both sides.

test('an error of a package is an Error here, and an error that Node throws is one too', () => {
  const thrownBy = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  expect(thrownBy(() => z.string().parse(1)) instanceof Error).toBe(true);
  expect(thrownBy(() => new URL('nowhere')) instanceof Error).toBe(true);
  expect(thrownBy(() => z.string().parse(1)) instanceof RangeError).toBe(false);
});

test('a function, an error and an instant of ours are what they are to a package', () => {
  const lines: string[] = [];
  const logger = pino({ base: null, timestamp: () => ',"time":"now"' }, { write: (line) => void lines.push(line) });
  logger.info(new TypeError('of ours'));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: 'now', err: { type: 'TypeError', message: 'of ours' } });
  expect(new TZDate(new Date(0), 'Europe/Berlin').getTime()).toBe(0);
  expect(z.date().parse(new Date(0))).toEqual(new Date(0));
});
