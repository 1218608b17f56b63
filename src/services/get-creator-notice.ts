import { type Reads, withoutTimeout } from '../db/client.js';
import {
  findBulkDecisions,
  findCreatedOnInvoice,
  type NoticeRewardRow,
  sumCreatedOnInvoice,
} from '../db/creator-notices.js';
import { findLastInvoiceMove } from '../db/events.js';
import { findInvoice } from '../db/invoices.js';
import { findMessage } from '../db/messages.js';
import { findPerson } from '../db/people.js';
import {
  type BulkNotice,
  type CreatorPaymentNotice,
  type DecisionNotice,
  isOptionalNotice,
  type NoticeRow,
} from '../domain/creator-notice.js';
import type { JobPayload } from '../domain/jobs.js';
import { isUnreachable } from '../domain/reach.js';
import type { Unreachable } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { messageKeys } from './message-keys.js';
import { readLinks, readRewardLink } from './read-links.js';
import { isoDate } from './read-partner-notice.js';
import { readCard } from './read-reward-card.js';

/** How many rewards one message names; the others are counted. */
const MAX_NOTICE_ROWS = 20;

/** @returns undefined where the creator decided themselves, or has turned messages of this kind off. */
export function getDecisionNotice(
  { db, clock }: Deps,
  { workspaceId, rewardId, revision }: JobPayload<'notify-creator-of-decision'>,
): Promise<DecisionNotice | undefined> {
  return db.snapshot(async (reads) => {
    const card = await readCard(reads, workspaceId, rewardId, clock.now());
    const event = card?.history.find((candidate) => candidate.revision === revision);
    if (!card || !event || event.actor === card.createdBy) return undefined;
    const isWanted = !isOptionalNotice(event.kind) || (await wantsApprovalNotices(reads, workspaceId, card.createdBy));
    return isWanted ? { card, event, link: await readRewardLink(reads, workspaceId, rewardId) } : undefined;
  });
}

/** @returns undefined where nothing of theirs was approved, or they have turned such messages off. */
export function getBulkNotice(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, bulkId, createdBy }: JobPayload<'notify-creator-of-bulk'>,
): Promise<BulkNotice | undefined> {
  return db.snapshot(async (reads) => {
    const decisions = await findBulkDecisions(reads, workspaceId, bulkId, createdBy);
    const [first] = decisions;
    if (!first || !(await wantsApprovalNotices(reads, workspaceId, createdBy))) return undefined;
    const toRow = await loadRows(reads, workspaceId, decisions);
    return {
      by: first.actor,
      at: first.at,
      approved: decisions.filter(({ kind }) => kind === 'approved').map(toRow),
      approvedOnce: decisions.filter(({ kind }) => kind === 'approved_first').map(toRow),
    };
  });
}

/** @returns undefined where the invoice is not paid, or they have turned such messages off. */
export function getCreatorPaymentNotice(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, invoiceId, createdBy }: JobPayload<'notify-creator-of-payment'>,
): Promise<CreatorPaymentNotice | undefined> {
  return withoutTimeout(db).snapshot(async (reads) => {
    const invoice = await findInvoice(reads, workspaceId, invoiceId);
    const paid = await findLastInvoiceMove(reads, workspaceId, invoiceId, 'paid');
    if (invoice?.status !== 'paid' || !invoice.paidOn || !paid) return undefined;
    if (!(await wantsApprovalNotices(reads, workspaceId, createdBy))) return undefined;
    const ofCreator = { workspaceId, invoiceId, createdBy };
    const { rewards, total } = await sumCreatedOnInvoice(reads, ofCreator);
    const rows = await findCreatedOnInvoice(reads, ofCreator, MAX_NOTICE_ROWS);
    if (rewards === 0) return undefined;
    return {
      invoice: invoice.number,
      by: paid.actor,
      at: paid.at,
      paidOn: isoDate(invoice.paidOn),
      reference: invoice.paymentReference ?? undefined,
      rewards,
      total: { minor: total, currency: invoice.currency },
      rows: rows.map(await loadRows(reads, workspaceId, rows)),
    };
  });
}

/** Why the creator cannot be written to, by the message that told them of the reward. Undefined: nothing speaks against it. */
export async function getCreatorUnreachable(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  rewardId: string,
): Promise<Unreachable | undefined> {
  const told = await findMessage(db.reads, workspaceId, messageKeys.creator(rewardId));
  const problem = told?.state === 'failed' ? told.problem : null;
  return isUnreachable(problem) ? problem : undefined;
}

async function wantsApprovalNotices(db: Reads, workspaceId: string, userId: string): Promise<boolean> {
  return (await findPerson(db, workspaceId, userId))?.approvalNotices ?? true;
}

async function loadRows(
  db: Reads,
  workspaceId: string,
  rows: readonly NoticeRewardRow[],
): Promise<(row: NoticeRewardRow) => NoticeRow> {
  const ids = rows.map(({ rewardId }) => rewardId);
  const links = await readLinks(db, workspaceId, 'card', ids);
  return ({ rewardId, number, partnerName, amountMinor, currency }) => ({
    number,
    partner: partnerName,
    amount: { minor: amountMinor, currency },
    link: links.get(rewardId),
  });
}
