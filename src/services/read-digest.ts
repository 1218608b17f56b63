import { type Reads, withoutTimeout } from '../db/client.js';
import { sumDue } from '../db/cut.js';
import { findWaiting, type Scope, sumWaiting, type WaitingFor } from '../db/digest.js';
import { findCarriedForward } from '../db/invoices.js';
import { findOverdueInvoices } from '../db/overdue.js';
import { type Book, findCurrenciesInUse } from '../db/periods.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { fromMajor } from '../domain/money.js';
import { type LocalDate, localDateOf, type Month, nextMonth, startOfMonth } from '../domain/period.js';
import type { Digest, DigestBook, DigestItem, DigestList } from '../domain/shown-invoice.js';
import { dueBy, payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { readLinks, readRewardLink } from './read-links.js';
import { isoDate } from './read-partner-notice.js';

/** How many rewards of a kind a digest names; it counts the rest. */
const MOST_NAMED = 20;

/** What a month's invoices will hold as things stand, in every currency. Undefined: nothing at all. */
export function readDigest({ db, clock }: Deps, workspaceId: string, month: Month): Promise<Digest | undefined> {
  return withoutTimeout(db).snapshot(async (reads) => {
    const programme = await getProgramme(reads, workspaceId);
    const scope = { workspaceId, programmeId: programme.id };
    const cutAt = startOfMonth(nextMonth(month), programme.timeZone);
    const books: DigestBook[] = [];
    for (const currency of await findCurrenciesInUse(reads, scope))
      books.push(await readBook(reads, programme, { ...scope, currency }, cutAt));
    const inUse = books.filter(hasSomething);
    if (inUse.length === 0) return undefined;
    const count = (what: 'unreviewed' | 'needSecondApproval' | 'held') =>
      inUse.reduce((sum, book) => sum + book[what].rewards, 0);
    return {
      month,
      cutAt,
      timeZone: programme.timeZone,
      unreviewedGoOn: payableStatuses(programme.unreviewedPolicy).includes('New'),
      books: inUse,
      unreviewed: await readList(reads, scope, cutAt, 'approval', count('unreviewed')),
      needSecondApproval: await readList(reads, scope, cutAt, 'second_approval', count('needSecondApproval')),
      held: await readList(reads, scope, cutAt, 'hold', count('held')),
      overdue: await readOverdue(reads, scope, localDateOf(clock.now(), programme.timeZone)),
    };
  });
}

async function readBook(db: Reads, programme: Programme, book: Book, cutAt: Date): Promise<DigestBook> {
  const { currency } = book;
  const money = (minor: bigint) => ({ minor, currency });
  const inMoney = ({ rewards, total }: { rewards: number; total: bigint }) => ({ rewards, total: money(total) });
  const cut = dueBy(programme, book, { endsAt: cutAt });
  const due = await sumDue(db, cut);
  const carried = await findCarriedForward(db, cut, cut.statuses, cut.least);
  return {
    due: { ...inMoney(due), partners: due.partners },
    unreviewed: inMoney(await sumWaiting(db, book, cutAt, 'approval')),
    needSecondApproval: inMoney(await sumWaiting(db, book, cutAt, 'second_approval')),
    held: inMoney(await sumWaiting(db, book, cutAt, 'hold')),
    carriedForward: carried.map((row) => ({
      partner: { id: row.partnerId, name: row.name, key: row.key, group: row.group ?? undefined },
      ...inMoney(row),
    })),
    minimumPayout: programme.minimumPayout > 0n ? fromMajor(programme.minimumPayout, currency) : undefined,
  };
}

async function readOverdue(db: Reads, scope: Scope, today: LocalDate): Promise<Digest['overdue']> {
  const invoices = await findOverdueInvoices(db, scope, today);
  const ids = invoices.map(({ id }) => id);
  const links = await readLinks(db, scope.workspaceId, 'invoice', ids);
  return invoices.map(({ id, number, period, totalMinor, currency, expectedPaymentOn }) => ({
    number,
    month: period.month,
    total: { minor: totalMinor, currency },
    expectedPaymentOn: isoDate(expectedPaymentOn),
    link: links.get(id),
  }));
}

function hasSomething({ due, unreviewed, needSecondApproval, held, carriedForward }: DigestBook): boolean {
  const waiting = unreviewed.rewards + needSecondApproval.rewards + held.rewards;
  return due.rewards + waiting + carriedForward.length > 0;
}

async function readList(
  db: Reads,
  scope: Scope,
  cutAt: Date,
  waitsFor: WaitingFor,
  count: number,
): Promise<DigestList> {
  const items: DigestItem[] = [];
  for (const row of await findWaiting(db, scope, cutAt, waitsFor, MOST_NAMED)) {
    items.push({
      number: row.number,
      partnerName: row.partnerName,
      amount: { minor: row.amountMinor, currency: row.currency },
      createdAt: row.createdAt,
      link: await readRewardLink(db, scope.workspaceId, row.id),
      owner: row.owner ?? undefined,
      reviewBy: row.reviewBy ?? undefined,
      firstApprovedBy: row.firstApprovedBy ?? undefined,
    });
  }
  return { count, items };
}
