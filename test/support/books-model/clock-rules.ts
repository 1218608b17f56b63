import {
  addLocalDays,
  localDateOf,
  monthOf,
  nextMonth,
  startOfLocalDay,
  startOfMonth,
} from '../../../src/domain/period.js';
import { isPayable, leastOf, type ModelBooks, type ModelReward, sumOf } from './model.js';

const A_DAY = 86_400_000;
/** The days of review that a programme begins with. */
const REVIEW_DAYS = 7;

/** Does the first thing that is due by now, as one transaction would. False: nothing is. */
export function runClockOnce(books: ModelBooks): boolean {
  return currenciesOf(books).some((currency) => closeMonth(books, currency)) || finaliseOne(books);
}

/** In the order in which they are closed. */
function currenciesOf({ rewards }: ModelBooks): string[] {
  return [...new Set([...rewards.values()].map(({ currency }) => currency))].sort();
}

function closeMonth(books: ModelBooks, currency: string): boolean {
  const { timeZone, now } = books;
  const all = [...books.rewards.values()].filter((reward) => reward.currency === currency);
  const first = Math.min(...all.map(({ createdAt }) => createdAt));
  const last = books.closed.get(currency);
  const month = last ? nextMonth(last.month) : monthOf(new Date(first), timeZone);
  const endsAt = startOfMonth(nextMonth(month), timeZone).getTime();
  if (endsAt > now) return false;
  books.closed.set(currency, { month, endsAt });
  const due = all.filter((reward) => isDue(books, reward, endsAt));
  const on = due.filter(({ partner }) => sumOf(due.filter((other) => other.partner === partner)) >= leastOf(books));
  // What stays off for its sum is carried forward, which is an event of its own.
  for (const reward of due) if (!on.includes(reward)) reward.revision += 1;
  if (on.length === 0) return true;
  const key = `${currency} ${month}`;
  for (const reward of on) {
    Object.assign(reward, { payment: 'on_invoice', invoice: key, everInvoiced: true });
    reward.revision += 1;
  }
  const reviewEndsAt = endOfReview(books, endsAt);
  books.invoices.set(key, { key, currency, timeZone, status: 'in_review', revision: 1, reviewEndsAt, pausedAt: now });
  return true;
}

function isDue(books: ModelBooks, reward: ModelReward, endsAt: number): boolean {
  const { payment, createdAt } = reward;
  return isPayable(books, reward) && payment === 'not_invoiced' && createdAt < endsAt;
}

/** From the period's end if it is cut within a day of it, else from the next local midnight (SPEC 6). */
function endOfReview({ now, timeZone }: ModelBooks, endsAt: number): number {
  const inTime = now - endsAt <= A_DAY;
  const [from, days] = inTime ? [endsAt, REVIEW_DAYS] : [now, REVIEW_DAYS + 1];
  return startOfLocalDay(addLocalDays(localDateOf(new Date(from), timeZone), days), timeZone).getTime();
}

function finaliseOne({ invoices, now }: ModelBooks): boolean {
  const over = [...invoices.values()].find(({ status, reviewEndsAt }) => status === 'in_review' && reviewEndsAt <= now);
  if (!over) return false;
  over.status = 'finalised';
  over.revision += 1;
  return true;
}
