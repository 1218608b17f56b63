import type { InvoiceEvent } from '../domain/history.js';
import type { Reader } from '../domain/reader.js';
import { instant, type Line, person, words } from './blocks.js';
import { formatDay } from './formats.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** Why a line left, as leaveInvoice keeps it. */
const LEFT_BECAUSE = ['decline', 'withdraw', 'hold', 'request_changes', 'mark_paid', 'postponed'] as const;

const MOST_NAMED = 20;

/** What happened to an invoice, who did it, when, and what came with it. Somebody's own words are left to be quoted. */
export function invoiceEventLine(event: InvoiceEvent, reader?: Reader): Line {
  return [...sentenceOf(event, reader), ...detailsOf(event, reader).map((detail) => words(` · ${detail}`))];
}

/** What somebody said with it, if anything: their own text, so quote it. */
export function saidWith({ reason, facts }: InvoiceEvent): string | undefined {
  return facts.reward ? facts.words : reason;
}

function sentenceOf({ kind, actor, at, facts: { reward } }: InvoiceEvent, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  const facts = { who: person(actor, reader), when: instant(at, reader) };
  switch (kind) {
    case 'line_removed':
    case 'line_added':
      return reward
        ? line(`invoice_event.${kind}`, { ...facts, reward })
        : line(`invoice_event.unnamed_${kind}`, facts);
    case 'voided':
      return reward
        ? line('invoice_event.void_without_lines', { ...facts, reward })
        : line('invoice_event.voided', facts);
    default:
      return line(`invoice_event.${kind}`, facts);
  }
}

function detailsOf({ facts, reason }: InvoiceEvent, reader: Reader | undefined): string[] {
  const { say } = speakTo(reader);
  const why = facts.reward ? LEFT_BECAUSE.find((code) => code === reason) : undefined;
  const { takenAlong, carriedForward, rewards, expectedPaymentOn, paidOn, reference, asOf } = facts;
  return [
    ...(why ? [say(`invoice_left.${why}`)] : []),
    ...(takenAlong ? [say('invoice_detail.taken_along', { rewards: someOf(takenAlong, reader) })] : []),
    ...(carriedForward ? [say('invoice_detail.carried_forward', { rewards: someOf(carriedForward, reader) })] : []),
    ...(rewards === undefined ? [] : [say('invoice_detail.went_back', { count: rewards })]),
    ...(expectedPaymentOn ? [say('invoice.payment_expected', { day: formatDay(expectedPaymentOn, reader) })] : []),
    ...(paidOn ? [say('event_detail.paid_on', { day: formatDay(paidOn, reader) })] : []),
    ...(reference ? [say('invoice.reference', { reference: shorten(oneLine(reference), 300) })] : []),
    ...(asOf ? [say('event_detail.as_of', { time: asOf })] : []),
  ];
}

function someOf(rewards: readonly string[], reader: Reader | undefined): string {
  const { say, and } = speakTo(reader);
  const named = rewards.slice(0, MOST_NAMED);
  const more = rewards.length - named.length;
  return and(more > 0 ? [...named, say('count.more', { count: more })] : named);
}
