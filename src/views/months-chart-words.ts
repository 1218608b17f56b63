import type { MonthsPicture, MonthsPictureWords } from '../domain/months.js';
import type { Month } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import { localeOf } from './locale.js';
import { speakTo } from './speak.js';

/** What is written into the picture of the months. What it shows is said by `monthsChartAlt`. */
export function buildMonthsChartWords({ currency, months }: MonthsPicture, reader?: Reader): MonthsPictureWords {
  const { say } = speakTo(reader);
  return {
    title: `${say('months.chart_title')} · ${currency}`,
    statuses: {
      New: say('reward_status.New'),
      Approved: say('reward_status.Approved'),
      Declined: say('reward_status.Declined'),
      Hold: say('reward_status.Hold'),
      Paid: say('reward_status.Paid'),
    },
    payouts: say('months.chart_payouts'),
    months: months.map(({ month }) => monthOverYear(month, reader)),
    locale: localeOf(reader),
  };
}

/** What stands above the pictures, one for each currency, in the digest's thread. */
export function buildMonthsChartComment(reader?: Reader): string {
  return speakTo(reader).say('months.last_twelve');
}

/** `2026-11` as two lines, the month over the year. */
function monthOverYear(month: Month, reader: Reader | undefined): string {
  const [year = '', number = '1'] = month.split('-');
  const name = new Intl.DateTimeFormat(localeOf(reader), { month: 'short', timeZone: 'UTC' });
  return `${name.format(Date.UTC(Number(year), Number(number) - 1))}\n${year}`;
}
