import { describe, expect, test } from '@jest/globals';
import { digestMonth } from '../../src/domain/digest.js';

describe('the digest', () => {
  test.each([
    ['UTC', 3, '2026-11-27T23:59:59Z', undefined],
    ['UTC', 3, '2026-11-28T00:00:00Z', '2026-11'],
    ['UTC', 3, '2026-11-30T23:59:59Z', '2026-11'],
    ['UTC', 3, '2026-12-01T00:00:00Z', undefined],
    ['UTC', 1, '2028-02-29T00:00:00Z', '2028-02'],
    ['UTC', 20, '2027-02-09T00:00:00Z', '2027-02'],
    // Clocks go back in Berlin on the 25th, forward in Auckland on the 27th.
    ['Europe/Berlin', 7, '2026-10-24T21:59:59Z', undefined],
    ['Europe/Berlin', 7, '2026-10-24T22:00:00Z', '2026-10'],
    ['Pacific/Auckland', 4, '2026-09-26T12:00:00Z', '2026-09'],
    ['Pacific/Kiritimati', 1, '2026-11-29T10:00:00Z', '2026-11'],
    ['Pacific/Niue', 1, '2026-12-01T10:59:59Z', '2026-11'],
    ['UTC', 0, '2026-11-30T12:00:00Z', undefined],
  ])('in %s, %s days before the end, at %s is of %s', (timeZone, digestDays, now, month) => {
    expect(digestMonth(new Date(now), { timeZone, digestDays })).toBe(month);
  });
});
