import type { Button, KnownBlock } from '@slack/types';
import { canStillChange } from '../domain/invoice.js';
import { type Money, sumMoney } from '../domain/money.js';
import type { InvoiceSheet } from '../domain/shown.js';
import {
  bold,
  factLines,
  header,
  instant,
  type Line,
  type MessageContent,
  person,
  plain,
  sayLines,
  words,
} from './blocks.js';
import { ACTION } from './ids.js';
import { invoiceTitle, shareLine } from './invoice-words.js';
import { gaveUpLine } from './job-words.js';
import { writeButtonValue } from './references.js';
import { countOf, formatDay, formatMoney, nameInLine, oneLine, shorten } from './text.js';

const MOST_SHARES = 15;
const MOST_CARRIED = 5;

/** The one top-level message of an invoice in the finance channel, drawn from the row alone. */
export function buildInvoiceMessage(sheet: InvoiceSheet): MessageContent {
  const title = invoiceTitle(sheet);
  const status = statusLine(sheet);
  const counts = `${countOf(sheet.rewards, 'reward')} · ${countOf(sheet.shares.length, 'partner')}`;
  const aside = asideLines(sheet);
  const shares = shareLines(sheet);
  const warnings = sheet.failedJobs.map((job) => [words('⚠ '), ...gaveUpLine(job)]);
  return {
    text: sayLines([
      [words(title)],
      [words(`${formatMoney(sheet.total)} · ${counts}`)],
      status,
      ...warnings,
      ...aside,
      ...shares,
    ]),
    blocks: [
      header(title),
      ...factLines([bold(formatMoney(sheet.total)), words(` · ${counts}`)], status),
      ...factLines(...warnings),
      ...factLines(...aside),
      ...factLines(...shares),
      ...controls(sheet),
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
      return [words('Void: nothing is paid with it')];
  }
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
    [sheet.held, 'on hold, not on it'],
    [sheet.declined, 'declined, not on it'],
    [sheet.paidElsewhere, 'paid elsewhere, not on it'],
  ];
  const lines: Line[] = counted
    .filter(([{ rewards }]) => rewards > 0)
    .map(([{ rewards, total }, what]) => [words(`${rewards.toLocaleString('en')} ${what} (${formatMoney(total)})`)]);
  return sheet.carriedForward.length > 0 ? [...lines, [words(carriedWords(sheet))]] : lines;
}

function carriedWords({ carriedForward }: InvoiceSheet): string {
  const names = carriedForward
    .slice(0, MOST_CARRIED)
    .map(({ partner, total }) => `${nameInLine(partner.name, 60)} ${formatMoney(total)}`);
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
    ...shares.slice(0, MOST_SHARES).map(shareLine),
    ...(rest.length > 0 ? [[words(`and ${countOf(rest.length, 'more partner')}, `), bold(formatMoney(sum))]] : []),
  ];
}

function controls(sheet: InvoiceSheet): KnownBlock[] {
  const buttons = [
    ...(sheet.shares.length > MOST_SHARES ? [button(sheet, ACTION.invoicePartners, 'All partners')] : []),
    ...(sheet.status === 'finalised' ? [button(sheet, ACTION.invoicePaid, 'Mark as paid…')] : []),
  ];
  return buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
}

function button(sheet: InvoiceSheet, actionId: string, text: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, 75),
    value: writeButtonValue(sheet.id, sheet.revision),
    accessibility_label: `${text.replace('…', '')}, ${sheet.number}`,
  };
}
