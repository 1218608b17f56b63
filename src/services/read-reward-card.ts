import type { Reads } from '../db/client.js';
import { findRewardHistory } from '../db/events.js';
import type { InvoiceWithPeriod } from '../db/invoices.js';
import { findMessage, findMessagesLike, type Message } from '../db/messages.js';
import { findPartner } from '../db/partners.js';
import { findLastClosed } from '../db/periods.js';
import { findRewardWithParts, type RewardWithParts } from '../db/rewards.js';
import { findFailedJobs, type JobSubject } from '../db/workers.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { isClawbackTold } from '../domain/clawback.js';
import type { RewardEvent } from '../domain/history.js';
import { isOverdue } from '../domain/overdue.js';
import { type Chain, type LocalDate, localDateOf, periodAhead } from '../domain/period.js';
import { isUnreachable, reachOf } from '../domain/reach.js';
import { type Decision, lacksApproval, legalDecisions } from '../domain/reward.js';
import type { InvoicePlace, LikelyDuplicate, PartnerTold, Reach, RewardCard } from '../domain/shown.js';
import { payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { reviewOf } from './find-reviewers.js';
import { messageKeys } from './message-keys.js';
import { findFormerMessages, findPartnerMessages } from './partner-messages.js';
import { readClawbacks } from './read-clawbacks.js';
import { readInvoiceLink, readRewardLink } from './read-links.js';
import { isoDate } from './read-partner-notice.js';
import { nameOf } from './read-partner-summary.js';

/** Everything the review card shows, as it is now. Undefined: no such reward in this workspace. */
export function readRewardCard(
  { db, clock }: Deps,
  workspaceId: string,
  rewardId: string,
): Promise<RewardCard | undefined> {
  return db.snapshot((reads) => readCard(reads, workspaceId, rewardId, clock.now()));
}

/** The same within a snapshot that more is read in. */
export async function readCard(
  db: Reads,
  workspaceId: string,
  rewardId: string,
  now: Date,
): Promise<RewardCard | undefined> {
  const reward = await findRewardWithParts(db, workspaceId, rewardId);
  if (!reward) return undefined;
  const history = await readHistory(db, reward);
  const [lastMessage] = await findPartnerMessages(db, reward);
  return {
    id: reward.id,
    revision: reward.revision,
    number: reward.number,
    status: reward.status,
    payment: reward.payment,
    partner: nameOf(reward.partner),
    amount: { minor: reward.amountMinor, currency: reward.currency },
    description: reward.description,
    internalNote: reward.internalNote ?? undefined,
    evidence: reward.evidence ?? undefined,
    customer: reward.customer
      ? {
          id: reward.customer.id,
          name: reward.customer.name,
          key: reward.customer.customerKey ?? undefined,
          email: reward.customer.email ?? undefined,
          partnerId: reward.customer.partnerId,
          partnerName: reward.customer.partner.name,
        }
      : undefined,
    createdBy: reward.createdBy,
    createdAt: reward.createdAt,
    invoice: await readPlace(db, reward, now),
    duplicateOf: await readDuplicate(db, reward),
    ...(await readClawbacks(db, reward)),
    told: toldOf(reward, history, lastMessage?.message),
    former: await readFormer(db, reward),
    ...(await readCreatorsReach(db, reward, history)),
    decisions: decisionsOf(reward),
    approvals: approvalsOf(reward, history),
    history,
    failedJobs: await findFailedJobs(db, workspaceId, subjectsOf(reward)),
  };
}

/** What a job may be about that is about this reward: its payment is told for all of the partner's on the invoice. */
function subjectsOf(reward: RewardWithParts): JobSubject[] {
  const { id: rewardId, partnerId, payment } = reward;
  const invoiceId = payment === 'paid_on_invoice' ? liveLineOf(reward)?.invoiceId : undefined;
  return [{ rewardId }, ...(invoiceId ? [{ invoiceId, partnerId }] : [])];
}

/** A reward's history as people read it: invoices by their number. */
async function readHistory(db: Reads, reward: RewardWithParts): Promise<RewardEvent[]> {
  const numbers = new Map(reward.lines.map((line) => [line.invoiceId, line.invoice.number]));
  const history = await findRewardHistory(db, reward.workspaceId, reward.id);
  return history.map((event) => {
    const number = event.facts.invoiceId && numbers.get(event.facts.invoiceId);
    return number ? { ...event, facts: { ...event.facts, invoice: number } } : event;
  });
}

function liveLineOf(reward: RewardWithParts) {
  return reward.lines.find((line) => line.removedAt === null);
}

function decisionsOf(reward: RewardWithParts): Decision[] {
  const invoice = liveLineOf(reward)?.invoice;
  return legalDecisions({
    status: reward.status,
    payment: reward.payment,
    invoice: invoice && { number: invoice.number, status: invoice.status },
    everInvoiced: reward.lines.length > 0,
    ...reviewOf(reward),
  });
}

function approvalsOf(
  { approvalsNeeded, firstApprovedBy, status }: RewardWithParts,
  history: readonly RewardEvent[],
): RewardCard['approvals'] {
  if (approvalsNeeded < 2 || (status !== 'New' && status !== 'Hold')) return undefined;
  const first = firstApprovedBy ? history.findLast(({ kind }) => kind === 'approved_first') : undefined;
  return { needed: approvalsNeeded, first: first && { by: first.actor, at: first.at } };
}

async function readPlace(db: Reads, reward: RewardWithParts, now: Date): Promise<InvoicePlace> {
  const { workspaceId, programmeId, currency } = reward;
  const programme = await getProgramme(db, workspaceId);
  const invoice = liveLineOf(reward)?.invoice;
  if (invoice) {
    const link = await readInvoiceLink(db, workspaceId, invoice.id);
    return placeOn(invoice, { today: localDateOf(now, programme.timeZone), link });
  }
  if (reward.status === 'Declined' || reward.status === 'Paid') return { kind: 'none' };
  return placeAhead(reward, programme, await findLastClosed(db, { workspaceId, programmeId, currency }));
}

/** Where a reward is that has a line on this invoice. */
export function placeOn(
  { number, status, period, expectedPaymentOn }: InvoiceWithPeriod,
  { today, link }: { readonly today: LocalDate; readonly link: string | undefined },
): InvoicePlace {
  const overdue = isOverdue({ status, expectedPaymentOn: isoDate(expectedPaymentOn) }, today);
  return { kind: 'on', number, status, isOverdue: overdue, month: period.month, link };
}

/** Where a reward that may still be paid and is on no invoice will go, as far as the months of its currency are closed. */
export function placeAhead(
  { status, createdAt, approvalsNeeded }: Pick<RewardWithParts, 'status' | 'createdAt' | 'approvalsNeeded'>,
  { timeZone, unreviewedPolicy }: Pick<Programme, 'timeZone' | 'unreviewedPolicy'>,
  lastClosed: Chain['lastClosed'],
): InvoicePlace {
  const { month, endsAt } = periodAhead(createdAt, lastClosed, timeZone);
  const needsSecondApproval = lacksApproval({ status, approvalsNeeded });
  const needsApproval = needsSecondApproval || (status === 'New' && !payableStatuses(unreviewedPolicy).includes('New'));
  return { kind: 'expected', month, closesAt: endsAt, timeZone, needsApproval, needsSecondApproval };
}

async function readDuplicate(db: Reads, reward: RewardWithParts): Promise<LikelyDuplicate | undefined> {
  if (!reward.duplicateOf) return undefined;
  const { id, number, status, createdBy, createdAt } = reward.duplicateOf;
  return { id, number, status, createdBy, createdAt, link: await readRewardLink(db, reward.workspaceId, id) };
}

/** How the last thing the partner should know of reached them. */
function toldOf(reward: RewardWithParts, history: readonly RewardEvent[], last: Message | undefined): PartnerTold {
  if (history.at(-1)?.facts.silently) return { state: 'held_back' };
  const reach = reachOf(reward.partner.contacts);
  const trouble = last && troubleOf(last, reach);
  if (trouble) return trouble;
  if (last?.state === 'posted') return { state: 'told' };
  // Of a clawback that is not approved, nothing is owed to the partner.
  if (reward.correctsRewardId && !isClawbackTold(history)) return { state: 'waiting' };
  // Before the first message is tried, what stands in the way for sure is said at once.
  return !reach.reachable && !reach.byEmail ? { state: 'not_told', why: reach.why } : { state: 'waiting' };
}

function troubleOf({ state, problem }: Message, reach: Reach): PartnerTold | undefined {
  if (state === 'unknown') return { state: 'unknown' };
  if (state !== 'failed' || !isUnreachable(problem)) return undefined;
  return { state: 'not_told', why: problem, ...(reach.reachable && { reachableNow: true }) };
}

async function readFormer(db: Reads, reward: RewardWithParts): Promise<RewardCard['former']> {
  for (const { message, partnerId } of await findFormerMessages(db, reward)) {
    const partner = await findPartner(db, reward.workspaceId, partnerId);
    const told = partner && troubleOf(message, reachOf(partner.contacts));
    if (told) return { partner: partner.name, told };
  }
  return undefined;
}

/** What stands between whoever was asked for changes and the question, by the last message about it. */
async function readCreatorsReach(
  db: Reads,
  { workspaceId, id }: RewardWithParts,
  history: readonly RewardEvent[],
): Promise<Pick<RewardCard, 'creatorNotAsked' | 'creatorNotReminded'>> {
  const asked = history.at(-1);
  if (asked?.kind !== 'changes_requested') return {};
  const question = await findMessage(db, workspaceId, messageKeys.changes(id, asked.revision));
  const reminders = await findMessagesLike(db, workspaceId, messageKeys.reminders(id, asked.revision));
  const messages = [...(question ? [question] : []), ...reminders];
  const wasAsked = messages.some(({ state }) => state === 'posted');
  const last = messages.findLast(({ state, problem }) => state !== 'failed' || isUnreachable(problem));
  if (last?.state === 'failed' && isUnreachable(last.problem))
    return wasAsked ? { creatorNotReminded: last.problem } : { creatorNotAsked: last.problem };
  return !wasAsked && last?.state === 'unknown' ? { creatorNotAsked: 'unknown' } : {};
}
