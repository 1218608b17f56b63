import { describe, expect, test } from '@jest/globals';
import { renderMonthsChart } from '../../src/connectors/months-chart.js';
import type { MonthSums, MonthsPicture } from '../../src/domain/months.js';
import { REWARD_STATUSES } from '../../src/domain/reward.js';
import { monthsChartAlt } from '../../src/views/months-chart-alt.js';
import { buildMonthsChartWords } from '../../src/views/months-chart-words.js';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });

function month(name: string, sums: Partial<Record<(typeof REWARD_STATUSES)[number], bigint>>, paid = 0n): MonthSums {
  const byStatus = Object.fromEntries(
    REWARD_STATUSES.map((status) => [status, { rewards: sums[status] ? 2 : 0, total: usd(sums[status] ?? 0n) }]),
  ) as MonthSums['byStatus'];
  return { month: name, byStatus, payouts: { invoices: paid ? 1 : 0, total: usd(paid) } };
}

const YEAR: MonthsPicture = {
  currency: 'USD',
  months: Array.from({ length: 12 }, (_, at) =>
    month(
      `2026-${String(at + 1).padStart(2, '0')}`,
      { New: 123456n, Approved: 9_999_999n, Paid: 125050n, Hold: 1n, Declined: 5n },
      4_831_000n,
    ),
  ),
};

const draw = (picture: MonthsPicture) => renderMonthsChart(picture, buildMonthsChartWords(picture));

describe('the picture of the months', () => {
  test('is a PNG, twice 1200 by 600', async () => {
    const png = await draw(YEAR);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2400, 1200]);
  });

  test('can be drawn of nothing, of one month and of sums below zero', async () => {
    for (const months of [[], [month('2026-11', {})], [month('2026-11', { New: -5000n })]])
      expect((await draw({ currency: 'JPY', months })).length).toBeGreaterThan(2_000);
  });
});

describe('what is written into the picture', () => {
  test('are its title, its statuses, its payouts, and each month over its year', () => {
    expect(buildMonthsChartWords(YEAR)).toMatchObject({
      title: 'Rewards by month and status, and payouts · USD',
      statuses: { New: 'New', Approved: 'Approved', Declined: 'Declined', Hold: 'Hold', Paid: 'Paid' },
      payouts: 'Paid out',
      months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(
        (name) => `${name}\n2026`,
      ),
    });
  });
});

describe('the picture in words', () => {
  test('says every number exactly, the newest month first', () => {
    const months = [month('2026-10', { Paid: 125050n }, 125050n), month('2026-11', { New: 90000n, Hold: -1n })];
    expect(monthsChartAlt({ currency: 'USD', months })).toBe(
      'Rewards by month and status, and payouts, in USD. November 2026: New $900.00, Hold −$0.01. October 2026: Paid $1,250.50; paid out $1,250.50.',
    );
  });

  test.each([1_000, 2_000])('keeps to %i characters, and says what it leaves out', (most) => {
    const alt = monthsChartAlt(YEAR, most);
    expect(alt.length).toBeLessThanOrEqual(most);
    expect(alt).toContain('December 2026: New $1,234.56, Approved $99,999.99');
    const told = alt.match(/paid out/g)?.length ?? 0;
    if (told < 12) expect(alt).toContain(`${12 - told} earlier month${told === 11 ? '' : 's'} not told here.`);
  });

  test('says so where nothing happened', () => {
    expect(monthsChartAlt({ currency: 'USD', months: [month('2026-11', {})] })).toBe(
      'Rewards by month and status, and payouts, in USD. Nothing in 1 month.',
    );
  });
});
