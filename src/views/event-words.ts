import type { EventFacts, RewardEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import { instant, type Line, linked, person, words } from './blocks.js';
import { editParts } from './edit-words.js';
import { formatDay, formatMonth } from './formats.js';
import { reasonLabel } from './reason-words.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

interface Telling {
  /** Say when it was. */
  readonly when: boolean;
  readonly reader?: Reader | undefined;
}

/** What happened, who did it, when if asked for, and what came with it. The reason is somebody's own text: quote it. */
export function eventLine(event: RewardEvent, telling: Telling): Line {
  const details = detailsOf(event, telling.reader).flatMap((detail) => [words(' · '), ...detail]);
  return [...sentenceOf(event, telling), ...details];
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

function sentenceOf(event: RewardEvent, { when, reader }: Telling): Line {
  const { line } = speakTo(reader);
  const name = nameOf(event);
  const facts = {
    who: person(event.actor, reader),
    invoice: event.facts.invoice ?? '',
    month: event.facts.carriedTo ? formatMonth(event.facts.carriedTo, reader) : '',
    when: instant(event.at, reader),
  };
  return when ? line(`dated_event.${name}`, facts) : line(`event.${name}`, facts);
}

/** The sentence that says it. */
function nameOf({ kind, facts }: RewardEvent) {
  switch (kind) {
    case 'edited':
      return facts.changes ? 'edited' : 'sent_back_unchanged';
    case 'withdrawn':
      return facts.reasonCode === 'withdrawn_by_admin' ? 'withdrawn_by_admin' : 'withdrawn_by_creator';
    case 'invoiced':
      if (facts.pulled) return facts.invoice ? 'pulled' : 'pulled_somewhere';
      return facts.invoice ? 'invoiced' : 'invoiced_somewhere';
    case 'carried_forward':
      if (facts.carriedTo) return facts.minimum ? 'carried_to_for_minimum' : 'carried_to';
      return facts.minimum ? 'carried_forward_for_minimum' : 'carried_forward';
    case 'paid_on_invoice':
      return facts.invoice ? 'paid_on_invoice' : 'paid_on_its_invoice';
    default:
      return kind;
  }
}

function detailsOf({ kind, facts, reason, actor }: RewardEvent, reader: Reader | undefined): Line[] {
  const { say, line } = speakTo(reader);
  const { firstApprovedBy, leftInvoice, reference } = facts;
  return [
    ...(facts.evidence ? [[linked(say('event_detail.from_a_message'), facts.evidence)]] : []),
    ...(facts.changes ? editParts(facts.changes, reader).map((part) => [words(part)]) : []),
    ...(facts.askedBy ? [line('event_detail.asked_by', { who: person(facts.askedBy, reader) })] : []),
    ...(facts.approvalVoided ? [line('event_detail.approval_voided')] : []),
    ...(firstApprovedBy && firstApprovedBy !== actor
      ? [line('event_detail.first_approved_by', { who: person(firstApprovedBy, reader) })]
      : []),
    ...(kind === 'declined' && facts.reasonCode ? [[words(reasonLabel(facts.reasonCode, reader))]] : []),
    ...(facts.silently ? [line('event_detail.silently')] : []),
    ...(facts.owner ? [line('event_detail.owner', { who: person(facts.owner, reader) })] : []),
    ...(facts.reviewBy ? [line('event_detail.review_by', { day: formatDay(facts.reviewBy, reader) })] : []),
    ...(facts.paidOn ? [line('event_detail.paid_on', { day: formatDay(facts.paidOn, reader) })] : []),
    // A reward marked as paid has it as its reason, which is quoted anyway.
    ...(reference && reference !== reason ? [line('common.quoted', { text: shorten(oneLine(reference), 300) })] : []),
    ...(leftInvoice ? [line('event_detail.left_invoice', { invoice: leftInvoice })] : []),
    ...(facts.alone ? [aloneLine(facts, firstApprovedBy === actor, reader)] : []),
    ...(facts.asOf ? [line('event_detail.as_of', { time: facts.asOf })] : []),
  ];
}

function aloneLine({ aloneReason }: EventFacts, isSecondToo: boolean, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  const what = isSecondToo ? 'event_detail.approves_alone' : 'event_detail.decides_alone';
  return aloneReason ? line(`${what}_because`, { reason: shorten(oneLine(aloneReason), 500) }) : line(what);
}
