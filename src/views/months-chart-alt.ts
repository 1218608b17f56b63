import type { MonthSums, MonthsPicture } from '../domain/months.js';
import type { Reader } from '../domain/reader.js';
import { REWARD_STATUSES } from '../domain/reward.js';
import { formatMoney, formatMonth } from './formats.js';
import { speakTo } from './speak.js';

/** What an image block takes; an uploaded file takes half of it. */
const MOST = 2_000;

/**
 * What the picture of the months says, in words: the newest first, exact, at most `max` characters. Months for which there
 * is no room are counted.
 */
export function monthsChartAlt(picture: MonthsPicture, max = MOST, reader?: Reader): string {
  const { say } = speakTo(reader);
  const said = monthLines(picture, reader);
  const start = say('months.what_it_shows', { currency: picture.currency });
  if (said.length === 0) return `${start} ${say('months.nothing', { count: picture.months.length })}`;
  for (let kept = said.length; kept > 0; kept--) {
    const left = said.length - kept;
    const rest = left > 0 ? [say('months.not_told', { count: left })] : [];
    const words = [start, ...said.slice(0, kept), ...rest].join(' ');
    if (words.length <= max) return words;
  }
  return start.slice(0, max);
}

/** The same as lines, the newest month first: those in which something happened. */
export function monthLines({ months }: MonthsPicture, reader?: Reader): string[] {
  return months
    .filter(hasHappened)
    .reverse()
    .map((month) => monthWords(month, reader));
}

function hasHappened({ byStatus, payouts }: MonthSums): boolean {
  return payouts.invoices > 0 || Object.values(byStatus).some(({ rewards }) => rewards > 0);
}

/** `November 2026: New $4,300.00, Approved $9,000.00; paid out $45,400.00.` */
function monthWords({ month: ofMonth, byStatus, payouts }: MonthSums, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  const month = formatMonth(ofMonth, reader);
  const sums = REWARD_STATUSES.filter((status) => byStatus[status].rewards > 0)
    .map((status) => `${say(`reward_status.${status}`)} ${formatMoney(byStatus[status].total, reader)}`)
    .join(', ');
  if (payouts.invoices === 0) return say('months.made', { month, sums });
  const paid = formatMoney(payouts.total, reader);
  return sums ? say('months.made_and_paid_out', { month, sums, paid }) : say('months.paid_out', { month, paid });
}
