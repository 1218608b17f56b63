import type { InvoiceEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import { instant, type Line, person, words } from './blocks.js';
import { countOf, formatDay, formatList } from './formats.js';
import { oneLine, shorten } from './text.js';

const SENTENCE: Readonly<Record<InvoiceEvent['kind'], (event: InvoiceEvent) => Line>> = {
  cut: by('Cut by '),
  line_removed: ({ actor, facts }) => [words(`${facts.reward ?? 'A reward'} taken off by `), person(actor)],
  line_added: ({ actor, facts }) => [words(`${facts.reward ?? 'A reward'} pulled on by `), person(actor)],
  paused: by('Paused by '),
  resumed: by('Resumed by '),
  finalised: by('Finalised by '),
  paid: by('Marked as paid by '),
  failed: by('Payment marked as failed by '),
  retried: by('Payment to be tried again, says '),
  voided: ({ actor, facts }) =>
    facts.reward
      ? [words(`Void, since ${facts.reward} left it as the last, taken off by `), person(actor)]
      : [words('Voided by '), person(actor)],
};

/** Why a line left, as leaveInvoice keeps it. */
const LEFT_WORDS: ReadonlyMap<string, string> = new Map([
  ['decline', 'declined'],
  ['withdraw', 'withdrawn'],
  ['hold', 'put on hold'],
  ['request_changes', 'put on hold for changes'],
  ['mark_paid', 'paid elsewhere'],
  ['postponed', 'goes on the next invoice'],
]);

const MOST_NAMED = 20;

/** What happened to an invoice, who did it, when, and what came with it. Somebody's own words are left to be quoted. */
export function invoiceEventLine(event: InvoiceEvent, reader?: Reader): Line {
  const details = detailsOf(event, reader).flatMap((detail) => [words(` · ${detail}`)]);
  return [...SENTENCE[event.kind](event), words(', '), instant(event.at, reader), ...details];
}

/** What somebody said with it, if anything: their own text, so quote it. */
export function saidWith({ reason, facts }: InvoiceEvent): string | undefined {
  return facts.reward ? facts.words : reason;
}

function by(verb: string): (event: InvoiceEvent) => Line {
  return ({ actor }) => [words(verb), person(actor)];
}

function detailsOf({ facts, reason }: InvoiceEvent, reader: Reader | undefined): string[] {
  const why = facts.reward ? LEFT_WORDS.get(reason ?? '') : undefined;
  return [
    ...(why ? [why] : []),
    ...(facts.takenAlong ? [`${someOf(facts.takenAlong)} taken along, to be taken back from the same partner`] : []),
    ...(facts.carriedForward ? [`${someOf(facts.carriedForward)} carried forward with it`] : []),
    ...(facts.rewards === undefined ? [] : [`${countOf(facts.rewards, 'reward', reader)} went back`]),
    ...(facts.expectedPaymentOn ? [`payment expected around ${formatDay(facts.expectedPaymentOn, reader)}`] : []),
    ...(facts.paidOn ? [`paid on ${formatDay(facts.paidOn, reader)}`] : []),
    ...(facts.reference ? [`ref “${shorten(oneLine(facts.reference), 300)}”`] : []),
    ...(facts.asOf ? [`with the clock set to ${facts.asOf}`] : []),
  ];
}

function someOf(rewards: readonly string[]): string {
  const named = rewards.slice(0, MOST_NAMED);
  const more = rewards.length - named.length;
  return formatList(more > 0 ? [...named, `${more} more`] : named, 'and');
}
