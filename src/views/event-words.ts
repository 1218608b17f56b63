import type { RewardEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import type { RewardEventKind } from '../domain/reward.js';
import { instant, type Line, linked, person, words } from './blocks.js';
import { editParts } from './edit-words.js';
import { formatDay } from './formats.js';
import { REASON_LABEL } from './reason-words.js';
import { oneLine, shorten } from './text.js';

// "Put on hold", never "Held": each sentence names at most the status it leads to, since the card may name no other.
const SENTENCE: Readonly<Record<RewardEventKind, (event: RewardEvent) => Line>> = {
  created: by('Created by '),
  approved: by('Approved by '),
  approved_first: ({ actor }) => [words('Approved by '), person(actor), words(', 1 of 2')],
  declined: by('Declined by '),
  held: by('Put on hold by '),
  released: by('Released by '),
  reopened: by('Reopened by '),
  marked_paid: by('Marked as paid by '),
  changes_requested: by('Changes asked for by '),
  edited: ({ actor, facts }) => [words(facts.changes ? 'Changed by ' : 'Sent back unchanged by '), person(actor)],
  withdrawn: ({ actor, facts }) => [
    words(facts.reasonCode === 'withdrawn_by_admin' ? 'Withdrawn by an admin, ' : 'Withdrawn by its creator, '),
    person(actor),
  ],
  invoiced: ({ actor, facts }) => [
    words(`Put on ${facts.invoice ?? 'an invoice'}`),
    ...(facts.pulled ? [words(' by '), person(actor)] : []),
  ],
  carried_forward: ({ facts }) => [
    words(
      `Carried forward to the next invoice: the partner's total was ${facts.minimum ? 'below the minimum payout' : 'zero or less'}`,
    ),
  ],
  postponed: by('Moved to the next invoice by '),
  invoice_voided: by('Its invoice was voided by '),
  paid_on_invoice: ({ facts }) => [words(`Paid with ${facts.invoice ?? 'its invoice'}`)],
};

/** What happened, who did it, when if asked for, and what came with it. The reason is somebody's own text: quote it. */
export function eventLine(event: RewardEvent, { when, reader }: { when: boolean; reader?: Reader | undefined }): Line {
  return [
    ...SENTENCE[event.kind](event),
    ...(when ? [words(', '), instant(event.at, reader)] : []),
    ...detailsOf(event, reader).flatMap((detail) => [words(' · '), ...detail]),
  ];
}

/** The decision that made the reward what it is now, if it is not as it was created. */
export function standingDecision(history: readonly RewardEvent[]): RewardEvent | undefined {
  const last = history.findLast(
    ({ kind, from, to }) => kind === 'changes_requested' || (from !== undefined && from.status !== to.status),
  );
  // The first of two approvals decides nothing: the card counts it, and waits.
  return last?.kind === 'approved_first' ? undefined : last;
}

/** What its creator changed when it was sent back, while it is still to be decided. */
export function lastEdit(history: readonly RewardEvent[]): RewardEvent | undefined {
  const last = history.at(-1);
  if (last?.to.status !== 'New' && last?.to.status !== 'Hold') return undefined;
  const edit = history.findLast(({ kind, to }) => kind === 'edited' || (to.status !== 'New' && to.status !== 'Hold'));
  return edit?.kind === 'edited' ? edit : undefined;
}

function by(verb: string): (event: RewardEvent) => Line {
  return ({ actor }) => [words(verb), person(actor)];
}

function aloneReason({ aloneReason }: RewardEvent['facts']): string {
  return aloneReason ? `: “${shorten(oneLine(aloneReason), 500)}”` : '';
}

function detailsOf({ kind, facts, reason, actor }: RewardEvent, reader: Reader | undefined): Line[] {
  const isBoth = facts.firstApprovedBy === actor;
  return [
    ...(facts.evidence ? [[linked('from a message ↗', facts.evidence)]] : []),
    ...(facts.changes ? editParts(facts.changes, reader).map((part) => [words(part)]) : []),
    ...(facts.askedBy ? [[words('asked for by '), person(facts.askedBy)]] : []),
    ...(facts.approvalVoided ? [[words('the first approval no longer counts')]] : []),
    ...(facts.firstApprovedBy && !isBoth ? [[words('first approved by '), person(facts.firstApprovedBy)]] : []),
    ...(kind === 'declined' && facts.reasonCode ? [[words(REASON_LABEL[facts.reasonCode])]] : []),
    ...(facts.silently ? [[words('the partner is not told')]] : []),
    ...(facts.owner ? [[person(facts.owner), words(' looks after it')]] : []),
    ...(facts.reviewBy ? [[words(`review by ${formatDay(facts.reviewBy, reader)}`)]] : []),
    ...(facts.paidOn ? [[words(`paid on ${formatDay(facts.paidOn, reader)}`)]] : []),
    // A reward marked as paid has it as its reason, which is quoted anyway.
    ...(facts.reference && facts.reference !== reason ? [[words(`“${shorten(oneLine(facts.reference), 300)}”`)]] : []),
    ...(facts.leftInvoice ? [[words(`taken off ${facts.leftInvoice}`)]] : []),
    ...(facts.alone
      ? [
          [
            words(
              `alone, since nobody else may ${isBoth ? 'give the second approval' : 'decide on it'}${aloneReason(facts)}`,
            ),
          ],
        ]
      : []),
    ...(facts.asOf ? [[words(`with the clock set to ${facts.asOf}`)]] : []),
  ];
}
