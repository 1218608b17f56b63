import type { MonthSums, MonthsPicture } from '../domain/months.js';
import type { Reader } from '../domain/reader.js';
import { REWARD_STATUSES } from '../domain/reward.js';
import { countOf, formatMoney, formatMonth } from './formats.js';

/** What an image block takes; an uploaded file takes half of it. */
const MOST = 2_000;

/**
 * What the picture of the months says, in words: the newest first, exact, at most `max` characters. Months for which there
 * is no room are counted.
 */
export function monthsChartAlt({ currency, months }: MonthsPicture, max = MOST): string {
  const said = months
    .filter(hasHappened)
    .reverse()
    .map((month) => monthWords(month));
  const start = `Rewards by month and status, and payouts, in ${currency}.`;
  if (said.length === 0) return `${start} Nothing in ${countOf(months.length, 'month')}.`;
  for (let kept = said.length; kept > 0; kept--) {
    const left = said.length - kept;
    const rest = left > 0 ? [`${countOf(left, 'earlier month')} not told here.`] : [];
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
function monthWords({ month, byStatus, payouts }: MonthSums, reader?: Reader): string {
  const made = REWARD_STATUSES.filter((status) => byStatus[status].rewards > 0).map(
    (status) => `${status} ${formatMoney(byStatus[status].total, reader)}`,
  );
  const paid = payouts.invoices > 0 ? [`paid out ${formatMoney(payouts.total, reader)}`] : [];
  return `${formatMonth(month, reader)}: ${[made.join(', '), ...paid].filter(Boolean).join('; ')}.`;
}
