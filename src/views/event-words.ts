import type { RewardEvent } from '../domain/history.js';
import type { RewardEventKind } from '../domain/reward.js';
import { instant, type Line, linked, person, words } from './blocks.js';
import { REASON_LABEL } from './reason-words.js';
import { formatDay, oneLine, shorten } from './text.js';

// "Put on hold", never "Held": each sentence names at most the status it leads to, since the card may name no other.
const SENTENCE: Readonly<Record<RewardEventKind, (event: RewardEvent) => Line>> = {
  created: by('Created by '),
  approved: by('Approved by '),
  declined: by('Declined by '),
  held: by('Put on hold by '),
  released: by('Released by '),
  reopened: by('Reopened by '),
  marked_paid: by('Marked as paid by '),
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
export function eventLine(event: RewardEvent, { when }: { when: boolean }): Line {
  return [
    ...SENTENCE[event.kind](event),
    ...(when ? [words(', '), instant(event.at)] : []),
    ...detailsOf(event).flatMap((detail) => [words(' · '), ...detail]),
  ];
}

/** The decision that made the reward what it is now, if it is not as it was created. */
export function standingDecision(history: readonly RewardEvent[]): RewardEvent | undefined {
  return history.findLast((event) => event.from !== undefined && event.from.status !== event.to.status);
}

function by(verb: string): (event: RewardEvent) => Line {
  return ({ actor }) => [words(verb), person(actor)];
}

function aloneReason({ aloneReason }: RewardEvent['facts']): string {
  return aloneReason ? `: “${shorten(oneLine(aloneReason), 500)}”` : '';
}

function detailsOf({ kind, facts, reason }: RewardEvent): Line[] {
  return [
    ...(facts.evidence ? [[linked('from a message ↗', facts.evidence)]] : []),
    ...(kind === 'declined' && facts.reasonCode ? [[words(REASON_LABEL[facts.reasonCode])]] : []),
    ...(facts.silently ? [[words('the partner is not told')]] : []),
    ...(facts.owner ? [[person(facts.owner), words(' looks after it')]] : []),
    ...(facts.reviewBy ? [[words(`review by ${formatDay(facts.reviewBy)}`)]] : []),
    ...(facts.paidOn ? [[words(`paid on ${formatDay(facts.paidOn)}`)]] : []),
    // A reward marked as paid has it as its reason, which is quoted anyway.
    ...(facts.reference && facts.reference !== reason ? [[words(`“${shorten(oneLine(facts.reference), 300)}”`)]] : []),
    ...(facts.leftInvoice ? [[words(`taken off ${facts.leftInvoice}`)]] : []),
    ...(facts.alone ? [[words(`alone, since nobody else may decide on it${aloneReason(facts)}`)]] : []),
    ...(facts.asOf ? [[words(`with the clock set to ${facts.asOf}`)]] : []),
  ];
}
