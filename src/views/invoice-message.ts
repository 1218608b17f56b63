import { canStillChange } from '../domain/invoice.js';
import { sumMoney } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import {
  bold,
  factLines,
  header,
  instant,
  type Line,
  linked,
  type MessageContent,
  person,
  quote,
  richText,
  sayLines,
  section,
  words,
} from './blocks.js';
import { formatDay, formatMoney } from './formats.js';
import { allPartnersButton, invoiceControls, reviewButton } from './invoice-controls.js';
import { saidWith } from './invoice-event-words.js';
import { invoiceTitle, shareLine } from './invoice-words.js';
import { gaveUpLine } from './job-words.js';
import { overdueWords } from './overdue-reminder.js';
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

const MOST_SHARES = 15;
const MOST_CARRIED = 5;

/** Where what somebody said is still the reason that it is so. */
const STILL_SAYS_WHY: readonly InvoiceSheet['status'][] = ['paused', 'failed', 'void'];

/** The one top-level message of an invoice in the finance channel, drawn from the row alone. */
export function buildInvoiceMessage(sheet: InvoiceSheet, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const title = invoiceTitle(sheet, reader);
  const total = formatMoney(sheet.total, reader);
  const counts = [
    say('count.rewards', { count: sheet.rewards }),
    say('count.partners', { count: sheet.shares.length }),
  ].join(' · ');
  const status = statusLine(sheet, reader);
  const said = sheet.lastChange && STILL_SAYS_WHY.includes(sheet.status) ? saidWith(sheet.lastChange) : undefined;
  const aside = asideLines(sheet, reader);
  const shares = shareLines(sheet, reader);
  const warnings = sheet.failedJobs.map((job) => [words('⚠ '), ...gaveUpLine(job, reader)]);
  const unreviewed = unreviewedLines(sheet, reader);
  return {
    text: sayLines([
      [words(title)],
      [words(`${total} · ${counts}`)],
      status,
      ...(said ? [line('common.quoted', { text: shorten(oneLine(said), 300) })] : []),
      ...warnings,
      ...unreviewed,
      ...aside,
      ...shares,
    ]),
    blocks: [
      header(title),
      richText(section([bold(total), words(` · ${counts}`)], status), ...(said ? [quote(said, 1000)] : [])),
      ...factLines(...warnings),
      ...factLines(...unreviewed),
      ...(unreviewed.length > 0 ? reviewButton(sheet, reader) : []),
      ...factLines(...aside),
      ...factLines(...shares),
      ...(sheet.shares.length > MOST_SHARES ? allPartnersButton(sheet, reader) : []),
      ...invoiceControls(sheet, reader),
    ],
  };
}

/** What it is, what goes with that, whether it is overdue, and by whom: `Paid on 12 December 2026 · ref “SEPA 7” · by @bo, 12 Dec at 10:02` */
function statusLine(sheet: InvoiceSheet, reader: Reader | undefined): Line {
  const { say } = speakTo(reader);
  const overdue: Line = sheet.isOverdue ? [words(' · '), bold(overdueWords(sheet, reader))] : [];
  const expected: Line = sheet.isOverdue
    ? overdue
    : [words(` · ${say('invoice.payment_expected', { day: formatDay(sheet.expectedPaymentOn, reader) })}`)];
  switch (sheet.status) {
    case 'in_review':
      return [words(say('invoice_now.in_review', { day: formatDay(sheet.inReviewUntil, reader) })), ...expected];
    case 'finalised':
      return [words(say('invoice_now.finalised')), ...expected];
    case 'paid':
      return [words(paymentWords(sheet, reader)), ...byWhom(sheet, reader)];
    case 'void':
      return [words([say('invoice_now.void'), ...backWords(sheet, reader)].join(' · ')), ...byWhom(sheet, reader)];
    default:
      return [words(say(`invoice_now.${sheet.status}`)), ...overdue, ...byWhom(sheet, reader)];
  }
}

/** `61 rewards of $48,310.00 went back, for the next invoice` */
function backWords({ lastChange, total: { currency } }: InvoiceSheet, reader: Reader | undefined): string[] {
  const { say } = speakTo(reader);
  const { rewards: count, total, reward } = lastChange?.facts ?? {};
  if (count === undefined) return reward ? [say('invoice_now.left_as_last', { reward })] : [];
  if (!total) return [say('invoice_now.went_back', { count })];
  const sum = formatMoney({ minor: BigInt(total), currency }, reader);
  return [say('invoice_now.sum_went_back', { count, sum })];
}

function paymentWords({ paidOn, paymentReference }: InvoiceSheet, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  const paid = paidOn ? say('invoice_now.paid_on', { day: formatDay(paidOn, reader) }) : say('invoice_now.paid');
  if (!paymentReference) return paid;
  return `${paid} · ${say('invoice.reference', { reference: shorten(oneLine(paymentReference), 200) })}`;
}

function byWhom({ lastChange }: InvoiceSheet, reader: Reader | undefined): Line {
  if (!lastChange) return [];
  const facts = { who: person(lastChange.actor, reader), when: instant(lastChange.at, reader) };
  return [words(' · '), ...speakTo(reader).line('invoice_now.by_whom', facts)];
}

/** Which rewards are on it that nobody reviewed, while somebody still can. */
function unreviewedLines({ status, unreviewed }: InvoiceSheet, reader: Reader | undefined): Line[] {
  const { rewards: count, total, named = [] } = unreviewed;
  if (count === 0 || !canStillChange(status)) return [];
  const { line, andLine } = speakTo(reader);
  const numbers = named.map(({ number, link }) => [linked(rewardNumber(number), link)]);
  const more = count - named.length;
  const rewards = andLine(more > 0 ? [...numbers, line('count.more', { count: more })] : numbers);
  return [
    [words('⚠ '), ...line('invoice_aside.not_reviewed_yet', { count, sum: formatMoney(total, reader), rewards })],
  ];
}

/** What a reader may look for among the lines and not find, or find and wonder at. */
function asideLines(sheet: InvoiceSheet, reader: Reader | undefined): Line[] {
  const { line } = speakTo(reader);
  const isOpen = canStillChange(sheet.status);
  const counted = [
    ...(isOpen ? [] : [[sheet.unreviewed, 'went_on_unreviewed'] as const]),
    // Once approved, they may be pulled on while the invoice is open; later they are another invoice's.
    ...(isOpen ? [[sheet.needSecondApproval, 'need_second_approval'] as const] : []),
    [sheet.postponed, 'postponed'],
    [sheet.held, 'held'],
    [sheet.declined, 'declined'],
    [sheet.paidElsewhere, 'paid_elsewhere'],
  ] as const;
  const lines = counted
    .filter(([{ rewards }]) => rewards > 0)
    .map(([{ rewards, total }, what]) =>
      line(`invoice_aside.${what}`, { count: rewards, sum: formatMoney(total, reader) }),
    );
  return sheet.carriedForward.length > 0 ? [...lines, carriedLine(sheet, reader)] : lines;
}

function carriedLine({ carriedForward, minimumPayout }: InvoiceSheet, reader: Reader | undefined): Line {
  const { say, line, and } = speakTo(reader);
  const named = carriedForward.slice(0, MOST_CARRIED).map((share) => {
    const [partner, sum] = [nameInLine(share.partner.name, 60), formatMoney(share.total, reader)];
    if (share.total.minor <= 0n || !minimumPayout) return `${partner} ${sum}`;
    return say('invoice_aside.below_minimum', { partner, sum, minimum: formatMoney(minimumPayout, reader) });
  });
  const more = carriedForward.length - named.length;
  const partners = and(more > 0 ? [...named, say('count.more', { count: more })] : named);
  return line('invoice_aside.carried_forward', { count: carriedForward.length, partners });
}

function shareLines({ shares, total }: InvoiceSheet, reader: Reader | undefined): Line[] {
  const { line } = speakTo(reader);
  const rest = shares.slice(MOST_SHARES);
  const sum = sumMoney(
    rest.map((share) => share.total),
    total.currency,
  );
  return [
    ...shares.slice(0, MOST_SHARES).map((share) => shareLine(share, reader)),
    ...(rest.length > 0
      ? [line('invoice_share.more_partners', { count: rest.length, sum: bold(formatMoney(sum, reader)) })]
      : []),
  ];
}
