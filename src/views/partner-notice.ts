import type { PartnerView } from '../domain/partner-view.js';
import type { AskSheet } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { askButton } from './ask-button.js';
import {
  context,
  factLines,
  header,
  type Line,
  type MessageContent,
  plain,
  quote,
  richText,
  sayLines,
  words,
} from './blocks.js';
import { formatDay, formatDayOfYear, formatMoney } from './formats.js';
import { partnerReason } from './reason-words.js';
import { nameInLine, oneLine, shorten } from './text.js';

/** The partner's message about one reward, in the status it has now. */
export function buildPartnerNotice(sheet: AskSheet, reader?: Reader): MessageContent {
  const { view } = sheet;
  const title = titleOf(view, reader);
  const facts = factsOf(view, reader);
  const said = view.declined?.words;
  const footer = footerOf([view.reward, view.status], sheet);
  return {
    text: sayLines([
      [words(title)],
      [words(shorten(oneLine(view.description), 300))],
      ...facts,
      ...(said ? [[words(`“${shorten(oneLine(said), 300)}”`)]] : []),
      [words(footer)],
    ]),
    blocks: [
      header(title),
      richText(quote(view.description)),
      ...factLines(...facts),
      ...(said ? [richText(quote(said))] : []),
      context(plain(footer)),
      // What is not theirs is not theirs to ask about.
      ...(view.mistaken ? [] : [{ type: 'actions' as const, elements: [askButton(sheet, reader)] }]),
    ],
  };
}

/** What stands small below a partner's message: which programme's it is, and for which of the reader's partners. */
export function footerOf(
  facts: readonly string[],
  { programme, partner }: { readonly programme: string; readonly partner?: string | undefined },
): string {
  return [...facts, ...(partner ? [`for ${nameInLine(partner, 200)}`] : []), oneLine(programme)].join(' · ');
}

function titleOf({ status, amount, corrects, corrected, mistaken }: PartnerView, reader?: Reader): string {
  if (mistaken) return `A reward of ${formatMoney(amount, reader)} was recorded for you by mistake`;
  if (corrects)
    return clawbackTitle(status, `${formatMoney({ ...amount, minor: -amount.minor }, reader)} of ${corrects}`);
  const sum = formatMoney(amount, reader);
  // A clawback is a reward below zero: nobody earns one.
  const what = amount.minor < 0n ? `A correction of ${sum}` : `Your reward of ${sum}`;
  switch (status) {
    case 'New':
      if (corrected) return corrected.was ? `Your reward is corrected to ${sum}` : `${what} is corrected`;
      return amount.minor < 0n ? what : `You earned ${sum}`;
    case 'Approved':
      return `${what} is approved`;
    case 'Declined':
      return `${what} was declined`;
    case 'Paid':
      return amount.minor < 0n ? `${what} was settled` : `You were paid ${sum}`;
  }
}

function clawbackTitle(status: PartnerView['status'], what: string): string {
  switch (status) {
    case 'New':
      return `${what} is to be clawed back`;
    case 'Approved':
      return `${what} is clawed back`;
    case 'Declined':
      return `${what} is not clawed back`;
    case 'Paid':
      return `${what} was clawed back and settled`;
  }
}

function factsOf(view: PartnerView, reader?: Reader): Line[] {
  return partnerFacts(view, reader).map((fact) => [words(fact)]);
}

/** What a partner reads of a reward beside its amount and what it is for. */
export function partnerFacts(view: PartnerView, reader?: Reader): string[] {
  const facts = [
    view.mistaken ? 'It is withdrawn, and nothing of it will be paid to you.' : undefined,
    view.corrected?.was ? `Corrected: before, it was ${formatMoney(view.corrected.was, reader)}` : undefined,
    view.customer ? `Customer: ${nameInLine(view.customer)}` : undefined,
    view.status === 'New' ? 'Being reviewed' : undefined,
    view.expectedPaymentOn ? expectedWords(view.corrects, formatDayOfYear(view.expectedPaymentOn, reader)) : undefined,
    // Said of a reward that somebody wanted; of a clawback that nobody goes on with it reads the wrong way round.
    view.corrects ? undefined : partnerReason(view.declined?.reasonCode, reader),
    view.paidOn ? `${view.corrects ? 'Settled' : 'Paid'} on ${formatDay(view.paidOn, reader)}` : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function expectedWords(corrects: string | undefined, day: string): string {
  return corrects ? `Deducted from your payment, expected around ${day}` : `Expected around ${day}`;
}
