import { subDays } from 'date-fns/subDays';
import type { Reads } from '../db/client.js';
import { findPartner } from '../db/partners.js';
import {
  countUndecidedBefore,
  findUndecided,
  findUndecidedBefore,
  type QueueCursor,
  sumUndecided,
  type UndecidedFilter,
  type UndecidedRow,
  type UndecidedSum,
} from '../db/undecided.js';
import type { Programme } from '../db/workspaces.js';
import { offerOf, ownBecause } from '../domain/four-eyes.js';
import type { HomeQueue, QueueRow, ShownFilter } from '../domain/home-parts.js';
import { type HomePlace, leastOf, type QueueFilter, type UndecidedStatus } from '../domain/home-place.js';
import type { Actor } from '../domain/policy.js';
import type { Decision } from '../domain/reward.js';
import { readBench } from './find-reviewers.js';
import { readLinks } from './read-links.js';
import { mapPage, readPage } from './read-page.js';

const ROWS = 8;

const DECISIONS_ON: Readonly<Record<UndecidedStatus, readonly Decision[]>> = {
  New: ['approve', 'decline', 'hold'],
  Hold: ['approve', 'decline', 'release'],
};

/** Who looks at the queue, and when. */
export interface QueueViewer {
  readonly actor: Actor;
  readonly now: Date;
}

/** The queue as this person filters it, at the page they are on. */
export async function readHomeQueue(
  db: Reads,
  programme: Programme,
  viewer: QueueViewer,
  { filter, from }: HomePlace['queue'],
): Promise<HomeQueue> {
  const scope = { workspaceId: programme.workspaceId, programmeId: programme.id };
  const asked = readFilter(viewer.now, filter);
  const sums = await sumUndecided(db, scope, asked);
  const page = await readPage<UndecidedRow, QueueCursor>(
    {
      size: ROWS,
      ahead: (start, limit) => findUndecided(db, scope, asked, start, limit),
      behind: (start, limit) => findUndecidedBefore(db, scope, asked, start, limit),
      countBehind: (start) => countUndecidedBefore(db, scope, asked, start),
      placeOf: ({ status, number }) => ({ status, number }),
      write: ({ status, number }) => `${status}-${number}`,
      read: readCursor,
    },
    from,
  );
  const show = await showRows(db, programme, viewer, page.rows);
  const oldest = sums.map(({ oldestAt }) => oldestAt.getTime());
  return {
    filter: await showFilter(db, programme.workspaceId, filter),
    waiting: { New: addUp(sums, 'New'), Hold: addUp(sums, 'Hold') },
    needSecondApproval: sums.reduce((count, sum) => count + sum.needSecondApproval, 0),
    oldestAt: oldest.length > 0 ? new Date(Math.min(...oldest)) : undefined,
    page: mapPage(page, show),
  };
}

/** What the filter asks for. */
export function readFilter(now: Date, filter: QueueFilter): UndecidedFilter {
  const { partnerId, createdBy, status, olderThanDays } = filter;
  return {
    partnerId,
    createdBy,
    status,
    createdBefore: olderThanDays === undefined ? undefined : subDays(now, olderThanDays),
    atLeast: leastOf(filter),
  };
}

/** How a row of the queue reads to this person. */
export async function showRows(
  db: Reads,
  { workspaceId }: Programme,
  { actor, now }: QueueViewer,
  rows: readonly UndecidedRow[],
): Promise<(row: UndecidedRow) => QueueRow> {
  const ids = rows.map(({ id }) => id);
  const links = await readLinks(db, workspaceId, 'card', ids);
  const partnerIds = rows.map(({ partnerId }) => partnerId);
  const bench = await readBench(db, workspaceId, partnerIds, now);
  return (row) => ({
    id: row.id,
    revision: row.revision,
    number: row.number,
    status: row.status,
    link: links.get(row.id),
    partner: row.partnerName,
    partnerId: row.partnerId,
    amount: { minor: row.amountMinor, currency: row.currency },
    description: row.description,
    customer: row.customerName ?? undefined,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    corrects: row.corrects ?? undefined,
    own: row.fourEyes ? ownBecause(actor, row) : undefined,
    decisions: DECISIONS_ON[row.status].filter((decision) => offerOf(actor, row, decision, bench) !== 'no'),
    approvableWithOthers: offerOf(actor, row, 'approve', bench) === 'yes',
    firstApprovedBy: row.firstApprovedBy ?? undefined,
    approvalsNeeded: row.approvalsNeeded,
    duplicateOf: row.duplicateOf ?? undefined,
  });
}

async function showFilter(db: Reads, workspaceId: string, filter: QueueFilter): Promise<ShownFilter> {
  const { partnerId, createdBy, status, olderThanDays } = filter;
  const partner = partnerId && (await findPartner(db, workspaceId, partnerId));
  // A partner that is no more is named by its id, so that nobody wonders why the queue is empty.
  return {
    partner: partner ? partner.name : partnerId,
    createdBy,
    status,
    olderThanDays,
    atLeast: leastOf(filter),
  };
}

function addUp(sums: readonly UndecidedSum[], status: UndecidedStatus) {
  const those = sums.filter((sum) => sum.status === status);
  return {
    rewards: those.reduce((count, { rewards }) => count + rewards, 0),
    sums: those.map(({ currency, total }) => ({ currency, minor: total })),
  };
}

function readCursor(text: string): QueueCursor | undefined {
  const [, status, number] = /^(New|Hold)-([0-9]{1,10})$/.exec(text) ?? [];
  return status === 'New' || status === 'Hold' ? { status, number: Number(number) } : undefined;
}
