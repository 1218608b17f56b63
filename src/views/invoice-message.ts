import { canStillChange } from '../domain/invoice.js';
import { type Money, sumMoney } from '../domain/money.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import {
  bold,
  factLines,
  header,
  instant,
  type Line,
  type MessageContent,
  person,
  quote,
  richText,
  sayLines,
  section,
  words,
} from './blocks.js';
import { countOf, formatDay, formatMoney } from './formats.js';
import { allPartnersButton, invoiceControls } from './invoice-controls.js';
import { saidWith } from './invoice-event-words.js';
import { invoiceTitle, shareLine } from './invoice-words.js';
import { gaveUpLine } from './job-words.js';
import { nameInLine, oneLine, shorten } from './text.js';

const MOST_SHARES = 15;
const MOST_CARRIED = 5;

/** Where what somebody said is still the reason that it is so. */
const STILL_SAYS_WHY: readonly InvoiceSheet['status'][] = ['paused', 'failed', 'void'];

/** The one top-level message of an invoice in the finance channel, drawn from the row alone. */
export function buildInvoiceMessage(sheet: InvoiceSheet): MessageContent {
  const title = invoiceTitle(sheet);
  const status = statusLine(sheet);
  const counts = `${countOf(sheet.rewards, 'reward')} · ${countOf(sheet.shares.length, 'partner')}`;
  const said = sheet.lastChange && STILL_SAYS_WHY.includes(sheet.status) ? saidWith(sheet.lastChange) : undefined;
  const aside = asideLines(sheet);
  const shares = shareLines(sheet);
  const warnings = sheet.failedJobs.map((job) => [words('⚠ '), ...gaveUpLine(job)]);
  return {
    text: sayLines([
      [words(title)],
      [words(`${formatMoney(sheet.total)} · ${counts}`)],
      status,
      ...(said ? [[words(`“${shorten(oneLine(said), 300)}”`)]] : []),
      ...warnings,
      ...aside,
      ...shares,
    ]),
    blocks: [
      header(title),
      richText(
        section([bold(formatMoney(sheet.total)), words(` · ${counts}`)], status),
        ...(said ? [quote(said, 1000)] : []),
      ),
      ...factLines(...warnings),
      ...factLines(...aside),
      ...factLines(...shares),
      ...(sheet.shares.length > MOST_SHARES ? allPartnersButton(sheet) : []),
      ...invoiceControls(sheet),
    ],
  };
}

function statusLine(sheet: InvoiceSheet): Line {
  const expected = `payment expected around ${formatDay(sheet.expectedPaymentOn)}`;
  switch (sheet.status) {
    case 'in_review':
      return [words(`In review until ${formatDay(sheet.inReviewUntil)} · ${expected}`)];
    case 'paused':
      return [words('Paused'), ...byWhom(sheet)];
    case 'finalised':
      return [words(`Finalised · ${expected}`)];
    case 'paid':
      return [words(`Paid${paymentWords(sheet)}`), ...byWhom(sheet)];
    case 'failed':
      return [words('Payment failed'), ...byWhom(sheet)];
    case 'void':
      return [words(`Void: nothing is paid with it${backWords(sheet)}`), ...byWhom(sheet)];
  }
}

/** ` · 61 rewards of $48,310.00 went back, for the next invoice` */
function backWords({ lastChange, total: { currency } }: InvoiceSheet): string {
  const { rewards, total } = lastChange?.facts ?? {};
  const of = total ? ` of ${formatMoney({ minor: BigInt(total), currency })}` : '';
  if (rewards !== undefined) return ` · ${countOf(rewards, 'reward')}${of} went back, for the next invoice`;
  return lastChange?.facts.reward ? ` · ${lastChange.facts.reward} left it as the last` : '';
}

function paymentWords({ paidOn, paymentReference }: InvoiceSheet): string {
  const day = paidOn ? ` on ${formatDay(paidOn)}` : '';
  return paymentReference ? `${day} · ref “${shorten(oneLine(paymentReference), 200)}”` : day;
}

function byWhom({ lastChange }: InvoiceSheet): Line {
  return lastChange ? [words(' · by '), person(lastChange.actor), words(', '), instant(lastChange.at)] : [];
}

/** What a reader may look for among the lines and not find, or find and wonder at. */
function asideLines(sheet: InvoiceSheet): Line[] {
  const counted: [{ rewards: number; total: Money }, string][] = [
    [sheet.unreviewed, canStillChange(sheet.status) ? 'not reviewed yet' : 'went on without review'],
    [sheet.postponed, 'moved to the next invoice'],
    [sheet.held, 'on hold, not on it'],
    [sheet.declined, 'declined, not on it'],
    [sheet.paidElsewhere, 'paid elsewhere, not on it'],
  ];
  const lines: Line[] = counted
    .filter(([{ rewards }]) => rewards > 0)
    .map(([{ rewards, total }, what]) => [words(`${rewards.toLocaleString('en')} ${what} (${formatMoney(total)})`)]);
  return sheet.carriedForward.length > 0 ? [...lines, [words(carriedWords(sheet))]] : lines;
}

function carriedWords({ carriedForward, minimumPayout: minimum }: InvoiceSheet): string {
  const below = ({ minor }: Money) => (minor > 0n && minimum ? ` (below the minimum of ${formatMoney(minimum)})` : '');
  const names = carriedForward
    .slice(0, MOST_CARRIED)
    .map(({ partner, total }) => `${nameInLine(partner.name, 60)} ${formatMoney(total)}${below(total)}`);
  const more = carriedForward.length - names.length;
  return `${carriedForward.length} carried forward: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function shareLines({ shares, total }: InvoiceSheet): Line[] {
  const rest = shares.slice(MOST_SHARES);
  const sum = sumMoney(
    rest.map((share) => share.total),
    total.currency,
  );
  return [
    ...shares.slice(0, MOST_SHARES).map((share) => shareLine(share)),
    ...(rest.length > 0 ? [[words(`and ${countOf(rest.length, 'more partner')}, `), bold(formatMoney(sum))]] : []),
  ];
}
