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
import { formatDay, formatDayOfYear, formatMoney, formatMonth } from './formats.js';
import { partnerReason } from './reason-words.js';
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

/** The partner's message about one reward, in the status it has now. */
export function buildPartnerNotice(sheet: AskSheet, reader?: Reader): MessageContent {
  const { view } = sheet;
  const title = titleOf(view, reader);
  const facts = factsOf(view, reader);
  const { say } = speakTo(reader);
  const said = view.declined?.words;
  const footer = footerOf([view.reward, say(`reward_status.${view.status}`)], sheet, reader);
  return {
    text: sayLines([
      [words(title)],
      [words(shorten(oneLine(view.description), 300))],
      ...facts,
      ...(said ? [[words(say('common.quoted', { text: shorten(oneLine(said), 300) }))]] : []),
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
  reader?: Reader,
): string {
  const whose = partner ? [speakTo(reader).say('partner.for_partner', { partner: nameInLine(partner, 200) })] : [];
  return [...facts, ...whose, oneLine(programme)].join(' · ');
}

function titleOf(view: PartnerView, reader?: Reader): string {
  const { say } = speakTo(reader);
  const { status, corrects, corrected, mistaken } = view;
  const amount = formatMoney(view.amount, reader);
  if (mistaken) return say('told_reward.mistaken', { amount });
  if (corrects) {
    const back = formatMoney({ ...view.amount, minor: -view.amount.minor }, reader);
    return say(`told_clawback.${status}`, { amount: back, reward: corrects });
  }
  if (status === 'New' && corrected?.was) return say('told_reward.corrected_to', { amount });
  // A clawback is a reward below zero: nobody earns one.
  const what = view.amount.minor < 0n ? 'told_correction' : 'told_reward';
  return say(`${what}.${status === 'New' && corrected ? 'corrected' : status}`, { amount });
}

function factsOf(view: PartnerView, reader?: Reader): Line[] {
  return partnerFacts(view, reader).map((fact) => [words(fact)]);
}

/** What a partner reads of a reward beside its amount and what it is for. */
export function partnerFacts(view: PartnerView, reader?: Reader): string[] {
  const { say } = speakTo(reader);
  const { corrects, corrected, customer, expectedPaymentOn, paidOn } = view;
  const facts = [
    view.mistaken ? say('told_fact.withdrawn') : undefined,
    corrected?.was ? say('told_fact.corrected', { amount: formatMoney(corrected.was, reader) }) : undefined,
    customer ? say('told_fact.customer', { customer: nameInLine(customer) }) : undefined,
    view.status === 'New' ? say('told_fact.being_reviewed') : undefined,
    carriedFact(view, reader),
    expectedPaymentOn ? say(expectedAs(view), { day: formatDayOfYear(expectedPaymentOn, reader) }) : undefined,
    // Said of a reward that somebody wanted; of a clawback that nobody goes on with it reads the wrong way round.
    corrects ? undefined : partnerReason(view.declined?.reasonCode, reader),
    paidOn
      ? say(corrects ? 'told_fact.settled_on' : 'told_fact.paid_on', { day: formatDay(paidOn, reader) })
      : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function expectedAs({ corrects, isLate, onlyIfApproved }: PartnerView) {
  if (isLate) return corrects ? 'told_fact.deducted_late' : 'told_fact.late';
  if (corrects) return 'told_fact.deducted';
  return onlyIfApproved ? 'told_fact.expected_if_approved' : 'told_fact.expected';
}

/** To which invoice, and why: the same as the message says that told them of it. */
function carriedFact({ carried }: PartnerView, reader?: Reader): string | undefined {
  if (!carried) return undefined;
  const { say } = speakTo(reader);
  const month = formatMonth(carried.to, reader);
  if (!carried.minimum) return say('told_fact.carried', { month });
  return say('told_fact.carried_for_minimum', { month, minimum: formatMoney(carried.minimum, reader) });
}
