import type { Reads } from '../db/client.js';
import { findRewardHistory } from '../db/events.js';
import { findPartnersOfContact, type PartnerWithContacts } from '../db/partners.js';
import { findLastClosed } from '../db/periods.js';
import { findRewardWithParts, type RewardWithParts } from '../db/rewards.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { correctionOf, isVisible } from '../domain/corrections.js';
import { carriedFactsOf, type EventFacts, type RewardEvent } from '../domain/history.js';
import { scheduleReview } from '../domain/invoice.js';
import { fromMajor, type Money } from '../domain/money.js';
import { type PartnerView, toPartnerView } from '../domain/partner-view.js';
import { type Chain, type LocalDate, localDateOf, periodAhead } from '../domain/period.js';
import { pickContact } from '../domain/reach.js';
import { lacksApproval, type RewardEventKind, type RewardStatus } from '../domain/reward.js';
import { payableStatuses } from './cut-invoice.js';
import type { Deps } from './deps.js';
import { findToldRevisions } from './partner-messages.js';

/** Somebody a message may go to. */
export interface Addressee {
  readonly contactId: string;
  readonly email?: string | undefined;
  readonly slackUserId?: string | undefined;
}

export interface RewardNotice {
  readonly view: PartnerView;
  readonly programme: string;
  readonly partnerId: string;
  /** Its name, where whoever the message goes to is a contact of several partners. */
  readonly partner?: string | undefined;
  readonly to?: Addressee | undefined;
  /** The event it was owed for no longer says what is true; a later one has its own message, or is silent. */
  readonly overtaken: boolean;
}

// What a partner is told of, and the status they must still find the reward in for the message to be true.
const TELLS: { readonly [Kind in RewardEventKind]?: PartnerView['status'] } = {
  created: 'New',
  edited: 'New',
  approved: 'Approved',
  declined: 'Declined',
  withdrawn: 'Declined',
  marked_paid: 'Paid',
};

/** Events that first tell a partner of a clawback. One that is declined before them is not told. */
const BEGINS_CLAWBACK: readonly RewardEventKind[] = ['approved', 'marked_paid'];

/** The message owed to a partner for one event of a reward. Undefined: no such reward or event here. */
export async function readRewardNotice(
  { db, clock }: Deps,
  workspaceId: string,
  rewardId: string,
  revision: number,
): Promise<RewardNotice | undefined> {
  const reward = await findRewardWithParts(db.reads, workspaceId, rewardId);
  if (!reward) return undefined;
  const history = await findRewardHistory(db.reads, workspaceId, rewardId);
  const event = history.find((candidate) => candidate.revision === revision);
  if (!event) return undefined;
  const programme = await getProgramme(db.reads, workspaceId);
  const told = (await findToldRevisions(db.reads, reward)).filter((earlier) => earlier < revision);
  const isUntoldClawback = reward.correctsRewardId !== null && told.length === 0;
  const view = await readPartnerView(db.reads, programme, reward, { history, told, now: clock.now() });
  const to = addresseeOf(reward.partner);
  return {
    view,
    programme: programme.name,
    partnerId: reward.partnerId,
    partner: await readNameFor(db.reads, reward.partner, to),
    to,
    overtaken:
      (isUntoldClawback && !BEGINS_CLAWBACK.includes(event.kind)) ||
      tellsOf(event) !== view.status ||
      history.some((later) => saysTheSameLater(event, later)),
  };
}

// Declined, reopened and declined again is one message: the later one's, which may have been asked to be silent.
function saysTheSameLater(event: RewardEvent, later: RewardEvent): boolean {
  return later.revision > event.revision && tellsOf(later) === tellsOf(event);
}

/** An edit of what no partner sees tells them nothing. */
function tellsOf({ kind, facts }: RewardEvent): PartnerView['status'] | undefined {
  return kind === 'edited' && !(facts.changes && isVisible(facts.changes)) ? undefined : TELLS[kind];
}

/** What a partner may see of a reward now. */
export async function readViewOf(db: Reads, reward: RewardWithParts, now: Date): Promise<PartnerView> {
  const history = await findRewardHistory(db, reward.workspaceId, reward.id);
  return readPartnerView(db, await getProgramme(db, reward.workspaceId), reward, { history, told: [], now });
}

/** Which partner a message is for, where its reader is a contact of several; each of them is theirs to see. */
export async function readNameFor(
  db: Reads,
  partner: { readonly workspaceId: string; readonly name: string },
  to: Addressee | undefined,
): Promise<string | undefined> {
  const theirs = to ? await findPartnersOfContact(db, partner.workspaceId, to) : [];
  return theirs.length > 1 ? partner.name : undefined;
}

async function readPartnerView(
  db: Reads,
  programme: Programme,
  reward: RewardWithParts,
  {
    history,
    told,
    now,
  }: { readonly history: readonly RewardEvent[]; readonly told: readonly number[]; readonly now: Date },
): Promise<PartnerView> {
  const last = history.at(-1);
  return toPartnerView({
    ...partsOf(reward),
    corrected: correctionOf(history, told, { minor: reward.amountMinor, currency: reward.currency }),
    ...(await readPaymentAhead(db, programme, reward, history)),
    // A reward on no invoice has no promised payment day that could be late.
    today: reward.payment === 'on_invoice' ? localDateOf(now, programme.timeZone) : undefined,
    onlyIfApproved: isOnlyIfApproved(reward, programme, reward.payment === 'on_invoice'),
    declined: { reasonCode: last?.facts.reasonCode, words: last?.reason },
    paidOn: last?.facts.paidOn,
  });
}

/** Of a reward, what a partner may see of it, for toPartnerView. */
export function partsOf(reward: RewardWithParts): {
  number: number;
  status: RewardStatus;
  amount: Money;
  description: string;
  customer?: string | undefined;
  corrects?: number | undefined;
} {
  return {
    number: reward.number,
    status: reward.status,
    amount: { minor: reward.amountMinor, currency: reward.currency },
    description: reward.description,
    customer: reward.customer?.name,
    corrects: reward.corrects?.number,
  };
}

async function readPaymentAhead(
  db: Reads,
  programme: Programme,
  reward: RewardWithParts,
  history: readonly RewardEvent[],
): Promise<PaymentAhead> {
  const line = reward.lines.find((candidate) => candidate.removedAt === null);
  if (line) return { expectedPaymentOn: isoDate(line.invoice.expectedPaymentOn) };
  const { workspaceId, programmeId, currency } = reward;
  const lastClosed = await findLastClosed(db, { workspaceId, programmeId, currency });
  const { carriedTo, minimum } = carriedFactsOf(history) ?? {};
  return paymentAhead({ ...reward, carriedTo, minimum }, programme, lastClosed);
}

/** Whether it is paid then only if it is approved before its month ends: what is on an invoice is paid with that. */
export function isOnlyIfApproved(
  reward: Pick<RewardWithParts, 'status' | 'approvalsNeeded'>,
  { unreviewedPolicy }: Pick<Programme, 'unreviewedPolicy'>,
  isOnInvoice: boolean,
): boolean {
  const isInvoiced = payableStatuses(unreviewedPolicy).includes('New') && !lacksApproval(reward);
  return reward.status !== 'Approved' && !isOnInvoice && !isInvoiced;
}

/** When a reward is expected to be paid; carried forward: with which month's invoice, and why. */
export type PaymentAhead = Pick<PartnerView, 'expectedPaymentOn' | 'carried'>;

/** The same of a reward that is on no invoice, as far as the months of its currency are closed. */
export function paymentAhead(
  reward: Pick<RewardWithParts, 'createdAt' | 'currency'> & Pick<EventFacts, 'carriedTo' | 'minimum'>,
  programme: Pick<Programme, 'timeZone' | 'reviewDays' | 'paymentDays'>,
  lastClosed: Chain['lastClosed'],
): PaymentAhead {
  const { createdAt, currency, carriedTo, minimum } = reward;
  const { month, endsAt } = periodAhead(createdAt, lastClosed, programme.timeZone);
  return {
    expectedPaymentOn: scheduleReview({ cutAt: endsAt, periodEndsAt: endsAt }, programme).expectedPaymentOn,
    carried:
      carriedTo === month
        ? { to: month, minimum: minimum === undefined ? undefined : fromMajor(BigInt(minimum), currency) }
        : undefined,
  };
}

/** Whom a message to a partner goes to. */
export function addresseeOf(partner: PartnerWithContacts): Addressee | undefined {
  const contact = pickContact(partner.contacts);
  return (
    contact && {
      contactId: contact.id,
      email: contact.email ?? undefined,
      slackUserId: contact.slackUserId ?? undefined,
    }
  );
}

/** A `date` column, which Prisma reads as midnight UTC. */
export function isoDate(date: Date): LocalDate {
  return date.toISOString().slice(0, 10);
}
