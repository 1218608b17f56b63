import type { Reads } from '../db/client.js';
import type { Invoice } from '../db/invoices.js';
import { findLatestPosted } from '../db/messages.js';
import { countOpenInvoices, findOpenInvoices } from '../db/open-invoices.js';
import type { Programme } from '../db/workspaces.js';
import type { HomeChart, HomeInvoices } from '../domain/home-parts.js';
import type { MonthsPicture } from '../domain/months.js';
import { isOverdue } from '../domain/overdue.js';
import { addLocalDays, type LocalDate, localDateOf } from '../domain/period.js';
import { readSharedCharts } from '../domain/shared-chart.js';
import { messageKeys } from './message-keys.js';
import { readLinks } from './read-links.js';
import { readMonthsOf } from './read-months.js';
import { isoDate } from './read-partner-notice.js';

const MOST_INVOICES = 10;
const MONTHS = 6;
const MOST_CURRENCIES = 5;

/** The invoices that are neither paid nor void, and half a year of what was rewarded and paid. */
export async function readHomeInvoices(db: Reads, programme: Programme, now: Date): Promise<HomeInvoices> {
  const { workspaceId, id: programmeId, currencies } = programme;
  const scope = { workspaceId, programmeId };
  const open = await findOpenInvoices(db, scope, MOST_INVOICES);
  const ids = open.map(({ id }) => id);
  const links = await readLinks(db, workspaceId, 'invoice', ids);
  const today = localDateOf(now, programme.timeZone);
  const months: MonthsPicture[] = [];
  for (const currency of currencies.slice(0, MOST_CURRENCIES))
    months.push(await readMonthsOf(db, programme, { currency, count: MONTHS, now }));
  return {
    invoices: open.map((invoice) => ({
      number: invoice.number,
      link: links.get(invoice.id),
      status: invoice.status,
      month: invoice.period.month,
      total: { minor: invoice.totalMinor, currency: invoice.currency },
      rewards: invoice.lineCount,
      inReviewUntil: addLocalDays(localDateOf(invoice.reviewEndsAt, invoice.period.timeZone), -1),
      ...paymentOf(invoice, today),
    })),
    more: (await countOpenInvoices(db, scope)) - open.length,
    months,
    charts: await findCharts(db, programme),
  };
}

function paymentOf({ status, ...invoice }: Invoice, today: LocalDate) {
  const expectedPaymentOn = isoDate(invoice.expectedPaymentOn);
  return { expectedPaymentOn, isOverdue: isOverdue({ status, expectedPaymentOn }, today) };
}

/** The last pictures that were shared where finance is: whoever is there may see the files. */
async function findCharts(
  db: Reads,
  { workspaceId, financeChannel, timeZone, currencies }: Programme,
): Promise<HomeChart[]> {
  if (financeChannel === null) return [];
  const message = await findLatestPosted(db, workspaceId, {
    prefix: messageKeys.allDigestCharts,
    channel: financeChannel,
  });
  return readSharedCharts(message?.shown)
    .filter(({ currency }) => currencies.includes(currency))
    .map(({ drawnAt, ...chart }) => ({ ...chart, until: localDateOf(new Date(drawnAt), timeZone) }));
}
