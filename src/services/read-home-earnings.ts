import type { Reads } from '../db/client.js';
import {
  countEarningsBefore,
  type EarningRow,
  type EarningsSum,
  findEarnings,
  findEarningsBefore,
  sumEarnings,
} from '../db/earnings.js';
import { type ContactsPartner, findPartnersOfContact } from '../db/partners.js';
import { findLastClosed } from '../db/periods.js';
import type { Programme } from '../db/workspaces.js';
import type { HomeEarnings, PartnerEarnings } from '../domain/home-parts.js';
import type { HomePlace } from '../domain/home-place.js';
import type { Money } from '../domain/money.js';
import { type PartnerView, toPartnerView } from '../domain/partner-view.js';
import { localDateOf } from '../domain/period.js';
import { numberPlaces, readPage } from './read-page.js';
import { isOnlyIfApproved, paymentAhead } from './read-partner-notice.js';

const PARTNERS = 4;
const ROWS = 5;

/** What somebody's partners earned, each apart. Undefined: they are a contact of none. */
export async function readHomeEarnings(
  db: Reads,
  programme: Programme,
  { userId, now }: { readonly userId: string; readonly now: Date },
  { from, rewards }: HomePlace['earnings'],
): Promise<HomeEarnings | undefined> {
  const partners = await findPartnersOfContact(db, programme.workspaceId, { slackUserId: userId });
  if (partners.length === 0) return undefined;
  const start = Math.max(
    0,
    partners.findIndex(({ id }) => id === from),
  );
  const shown = partners.slice(start, start + PARTNERS);
  const sums = await sumEarnings(
    db,
    programme.workspaceId,
    shown.map(({ id }) => id),
  );
  const show = createPartnerViews(db, programme, now);
  const rows: PartnerEarnings[] = [];
  for (const partner of shown) {
    const own = sums.filter(({ partnerId }) => partnerId === partner.id);
    rows.push(await readPartner(db, programme, partner, { sums: own, from: rewards[partner.id], show }));
  }
  const next = partners[start + PARTNERS];
  const previous = start > 0 ? { from: partners[start - PARTNERS]?.id } : undefined;
  return {
    partners: partners.length,
    page: { rows, before: start, previous, next: next && { from: next.id } },
  };
}

type ShowEarning = (row: EarningRow) => Promise<PartnerView>;

async function readPartner(
  db: Reads,
  { workspaceId }: Programme,
  partner: ContactsPartner,
  { sums, from, show }: { sums: readonly EarningsSum[]; from: string | undefined; show: ShowEarning },
): Promise<PartnerEarnings> {
  const of = { workspaceId, partnerId: partner.id };
  const page = await readPage<EarningRow, number>(
    {
      size: ROWS,
      ahead: (start, limit) => findEarnings(db, of, start, limit),
      behind: (start, limit) => findEarningsBefore(db, of, start, limit),
      countBehind: (start) => countEarningsBefore(db, of, start),
      placeOf: ({ number }) => number,
      ...numberPlaces,
    },
    from,
  );
  const rows: PartnerEarnings['page']['rows'][number][] = [];
  for (const row of page.rows) rows.push({ rewardId: row.id, view: await show(row) });
  const moneys = (pick: (sum: EarningsSum) => bigint): Money[] =>
    sums.map((sum) => ({ minor: pick(sum), currency: sum.currency })).filter(({ minor }) => minor !== 0n);
  return {
    partnerId: partner.id,
    partner: partner.name,
    available: moneys((sum) => sum.available),
    projected: moneys((sum) => sum.projected),
    paid: moneys((sum) => sum.paid),
    rewards: sums.reduce((count, sum) => count + sum.rewards, 0),
    page: { ...page, rows },
  };
}

/** Rewards as their partner may see them, which is all that leaves this service of them. */
export function createPartnerViews(db: Reads, programme: Programme, now: Date): ShowEarning {
  const { workspaceId, id: programmeId } = programme;
  const today = localDateOf(now, programme.timeZone);
  const closed = new Map<string, ReturnType<typeof findLastClosed>>();
  const lastClosed = (currency: string) => {
    const known = closed.get(currency) ?? findLastClosed(db, { workspaceId, programmeId, currency });
    closed.set(currency, known);
    return known;
  };
  return async (row) =>
    toPartnerView({
      number: row.number,
      status: row.status,
      amount: { minor: row.amountMinor, currency: row.currency },
      description: row.description,
      customer: row.customerName ?? undefined,
      corrects: row.corrects ?? undefined,
      ...(row.expectedPaymentOn
        ? { expectedPaymentOn: row.expectedPaymentOn, today }
        : paymentAhead(carriedOf(row), programme, await lastClosed(row.currency))),
      onlyIfApproved: isOnlyIfApproved(row, programme, row.expectedPaymentOn !== null),
      declined: { reasonCode: row.reasonCode ?? undefined, words: row.reason ?? undefined },
      paidOn: row.paidOn ?? undefined,
    });
}

function carriedOf({ createdAt, currency, carriedTo, minimum }: EarningRow): Parameters<typeof paymentAhead>[0] {
  return { createdAt, currency, carriedTo: carriedTo ?? undefined, minimum: minimum ?? undefined };
}
