import type { Money } from '../domain/money.js';
import type { PartnerView } from '../domain/partner-view.js';
import type { LocalDate, Month } from '../domain/period.js';
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
import { partnerReason } from './reason-words.js';
import { countOf, formatDay, formatDayOfYear, formatMoney, formatMonth, nameInLine, oneLine, shorten } from './text.js';

const MOST_LISTED = 20;

export interface PaymentNotice {
  readonly invoice: string;
  readonly month: Month;
  readonly total: Money;
  readonly paidOn: LocalDate;
  readonly rewards: readonly PartnerView[];
  readonly programmeName: string;
}

/** The partner's message about one reward, in the status it has now. */
export function buildPartnerNotice(view: PartnerView, programmeName: string): MessageContent {
  const title = titleOf(view);
  const facts = factsOf(view);
  const said = view.declined?.words;
  const footer = `${view.reward} · ${view.status} · ${oneLine(programmeName)}`;
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
    ],
  };
}

/** One message per partner and paid invoice, however many rewards it holds. */
export function buildPaymentNotice(notice: PaymentNotice): MessageContent {
  const title = `You were paid ${formatMoney(notice.total)}`;
  const paid: Line = [words(`On ${formatDay(notice.paidOn)}, for ${countOf(notice.rewards.length, 'reward')}`)];
  const lines = notice.rewards.slice(0, MOST_LISTED).map(rewardLine);
  const more = notice.rewards.length - lines.length;
  const listed: Line[] = more > 0 ? [...lines, [words(`and ${more.toLocaleString('en')} more`)]] : lines;
  const footer = `${notice.invoice} · ${formatMonth(notice.month)} · Paid · ${oneLine(notice.programmeName)}`;
  return {
    text: sayLines([[words(title)], paid, ...listed, [words(footer)]]),
    blocks: [header(title), ...factLines(paid), ...factLines(...listed), context(plain(footer))],
  };
}

function titleOf({ status, amount }: PartnerView): string {
  const sum = formatMoney(amount);
  // A clawback is a reward below zero: nobody earns one.
  const what = amount.minor < 0n ? `A correction of ${sum}` : `Your reward of ${sum}`;
  switch (status) {
    case 'New':
      return amount.minor < 0n ? what : `You earned ${sum}`;
    case 'Approved':
      return `${what} is approved`;
    case 'Declined':
      return `${what} was declined`;
    case 'Paid':
      return amount.minor < 0n ? `${what} was settled` : `You were paid ${sum}`;
  }
}

function factsOf(view: PartnerView): Line[] {
  const facts = [
    view.customer ? `Customer: ${nameInLine(view.customer)}` : undefined,
    view.status === 'New' ? 'Being reviewed' : undefined,
    view.expectedPaymentOn ? `Expected around ${formatDayOfYear(view.expectedPaymentOn)}` : undefined,
    partnerReason(view.declined?.reasonCode),
    view.paidOn ? `Paid on ${formatDay(view.paidOn)}` : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).map((fact) => [words(fact)]);
}

function rewardLine(view: PartnerView): Line {
  return [words(`${view.reward} · ${formatMoney(view.amount)} · ${shorten(oneLine(view.description), 100)}`)];
}
