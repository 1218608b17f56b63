import type { Reads } from '../db/client.js';
import { type CreatedReward, countCreated, findCreated, findCreatedBefore } from '../db/created-rewards.js';
import { findLastClosed } from '../db/periods.js';
import type { Programme } from '../db/workspaces.js';
import type { CreatedRow, HomeCreated } from '../domain/home-parts.js';
import type { HomePlace } from '../domain/home-place.js';
import { localDateOf } from '../domain/period.js';
import type { InvoicePlace } from '../domain/shown.js';
import { readLinks } from './read-links.js';
import { mapPage, numberPlaces, readPage } from './read-page.js';
import { placeAhead, placeOn } from './read-reward-card.js';

const ROWS = 8;

/** What somebody created, the newest first, at the page they are on. */
export async function readHomeCreated(
  db: Reads,
  programme: Programme,
  { userId: createdBy, now }: { readonly userId: string; readonly now: Date },
  { status, from }: HomePlace['created'],
): Promise<HomeCreated> {
  const { workspaceId } = programme;
  const by = { workspaceId, createdBy, status };
  const page = await readPage<CreatedReward, number>(
    {
      size: ROWS,
      ahead: (start, limit) => findCreated(db, by, start, limit),
      behind: (start, limit) => findCreatedBefore(db, by, start, limit),
      countBehind: (start) => countCreated(db, by, start),
      placeOf: ({ number }) => number,
      ...numberPlaces,
    },
    from,
  );
  const show = await showRows(db, programme, page.rows, now);
  return { status, rewards: await countCreated(db, by), page: mapPage(page, show) };
}

async function showRows(
  db: Reads,
  programme: Programme,
  rows: readonly CreatedReward[],
  now: Date,
): Promise<(row: CreatedReward) => CreatedRow> {
  const { workspaceId, id: programmeId } = programme;
  const ids = rows.map(({ id }) => id);
  const links = await readLinks(db, workspaceId, 'card', ids);
  const invoices = rows.flatMap(({ lines }) => lines.map(({ invoiceId }) => invoiceId));
  const invoiceLinks = await readLinks(db, workspaceId, 'invoice', [...new Set(invoices)]);
  const closed = new Map<string, Awaited<ReturnType<typeof findLastClosed>>>();
  for (const currency of new Set(rows.map((row) => row.currency)))
    closed.set(currency, await findLastClosed(db, { workspaceId, programmeId, currency }));
  const today = localDateOf(now, programme.timeZone);
  const placeOf = (row: CreatedReward): InvoicePlace => {
    const [line] = row.lines;
    if (line) return placeOn(line.invoice, { today, link: invoiceLinks.get(line.invoiceId) });
    return row.status === 'Declined' || row.status === 'Paid'
      ? { kind: 'none' }
      : placeAhead(row, programme, closed.get(row.currency));
  };
  return (row) => ({
    number: row.number,
    link: links.get(row.id),
    status: row.status,
    amount: { minor: row.amountMinor, currency: row.currency },
    partner: row.partner.name,
    createdAt: row.createdAt,
    place: placeOf(row),
  });
}
