import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns/format';
import { canStillChange, type InvoiceStatus } from '../domain/invoice.js';
import {
  type DocumentLine,
  type InvoiceDocument,
  type InvoicePaper,
  invoiceFileName,
  MOST_PRINTED_LINES,
  type PaperGroup,
  type PaperShare,
} from '../domain/invoice-document.js';
import { addLocalDays, localDateOf } from '../domain/period.js';
import { rewardNumber } from '../domain/reward.js';
import type { PartnerName } from '../domain/shown.js';
import type { InvoiceSheet, PartnerShare } from '../domain/shown-invoice.js';
import { countOf, formatDay, formatMoney, formatMonth } from './formats.js';
import { cleanText, oneLine } from './text.js';

const MOST_CARRIED = 20;

/**
 * An invoice in words, as it is printed and filed. `lines` come partner by partner; of more than can be printed they may
 * be left away, and the paper has one row a partner.
 */
export function buildInvoicePaper(document: InvoiceDocument, lines: readonly DocumentLine[]): InvoicePaper {
  const { programme, sheet } = document;
  const isSummary = sheet.rewards > MOST_PRINTED_LINES;
  return {
    title: `Invoice ${sheet.number}`,
    author: oneLine(programme.name),
    address: cleanText(programme.address)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    number: sheet.number,
    status: STATUS[sheet.status],
    isProvisional: canStillChange(sheet.status),
    facts: factsOf(document),
    total: formatMoney(sheet.total),
    counts: `${countOf(sheet.rewards, 'reward')} · ${countOf(sheet.shares.length, 'partner')}`,
    notes: notesOf(sheet),
    groups: isSummary ? [] : groupLines(document, lines),
    summary: isSummary
      ? {
          why: `${countOf(sheet.rewards, 'line')} are too many to print. Each of them is in ${invoiceFileName(sheet, 'csv')}; here is what each partner is owed.`,
          shares: sheet.shares.map(shareOf),
        }
      : undefined,
  };
}

const STATUS: Readonly<Record<InvoiceStatus, string>> = {
  in_review: 'In review',
  paused: 'Paused',
  finalised: 'Final',
  paid: 'Paid',
  failed: 'Payment failed',
  void: 'Void',
};

function factsOf({ sheet, startsAt, endsAt, cutAt }: InvoiceDocument): InvoicePaper['facts'] {
  const { timeZone } = sheet;
  const lastDay = addLocalDays(localDateOf(endsAt, timeZone), -1);
  const facts: [string, string | undefined][] = [
    ['Month', formatMonth(sheet.month)],
    ['From', formatDay(localDateOf(startsAt, timeZone))],
    ['To', formatDay(lastDay)],
    ['Time zone', timeZone],
    ['Currency', sheet.total.currency],
    ['Cut', localInstant(cutAt, timeZone)],
    ['In review until', sheet.status === 'in_review' ? formatDay(sheet.inReviewUntil) : undefined],
    ['Payment expected', isOwed(sheet.status) ? formatDay(sheet.expectedPaymentOn) : undefined],
    ['Paid on', sheet.paidOn && formatDay(sheet.paidOn)],
    ['Reference', sheet.paymentReference && breakable(oneLine(sheet.paymentReference))],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function isOwed(status: InvoiceStatus): boolean {
  return status !== 'paid' && status !== 'void';
}

/** On paper nobody's own zone can be shown: the programme's, which the paper names. */
function localInstant(instant: Date, timeZone: string): string {
  return format(new TZDate(instant.getTime(), timeZone), 'd MMMM yyyy, HH:mm');
}

function shortDay(instant: Date, timeZone: string): string {
  return format(new TZDate(instant.getTime(), timeZone), 'd MMM yyyy');
}

function notesOf(sheet: InvoiceSheet): string[] {
  const marked = sheet.rewards > MOST_PRINTED_LINES ? '' : '; they are marked';
  return [
    ...(sheet.status === 'void' ? ['This invoice is void: nothing is paid with it.'] : []),
    ...(canStillChange(sheet.status) ? ['Lines may still leave or be added until the review is over.'] : []),
    ...counted(
      sheet.unreviewed,
      canStillChange(sheet.status) ? `not reviewed yet${marked}` : `went on without review${marked}`,
    ),
    ...(canStillChange(sheet.status) ? leftOutNotes(sheet) : []),
  ];
}

/** What is off the invoice is read as of now, and goes on changing when its lines no longer do: final papers are silent of it. */
function leftOutNotes(sheet: InvoiceSheet): string[] {
  return [
    ...counted(sheet.held, 'on hold and not on this invoice'),
    ...counted(sheet.postponed, 'moved to the next invoice'),
    ...counted(sheet.declined, 'declined and not on this invoice'),
    ...counted(sheet.paidElsewhere, 'paid elsewhere and not on this invoice'),
    ...carriedNote(sheet.carriedForward),
  ];
}

function counted(what: { readonly rewards: number; readonly total: InvoiceSheet['total'] }, said: string): string[] {
  return what.rewards > 0 ? [`${countOf(what.rewards, 'reward')} ${said} (${formatMoney(what.total)}).`] : [];
}

function carriedNote(carried: readonly PartnerShare[]): string[] {
  if (carried.length === 0) return [];
  const named = carried
    .slice(0, MOST_CARRIED)
    .map(({ partner, total }) => `${isolated(oneLine(partner.name))} ${formatMoney(total)}`);
  const more = carried.length - named.length;
  return [
    `${countOf(carried.length, 'partner')} carried forward to the next invoice: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  ];
}

/** A name of another direction must not turn the numbers around it. */
function isolated(name: string): string {
  return /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}]/u.test(name) ? `\u2068${name}\u2069` : name;
}

function groupLines({ sheet }: InvoiceDocument, lines: readonly DocumentLine[]): PaperGroup[] {
  const shares = new Map(sheet.shares.map((share) => [share.partner.id, share]));
  const groups = new Map<string, { partner: PartnerName; lines: DocumentLine[] }>();
  for (const line of lines) {
    const group = groups.get(line.partner.id) ?? { partner: line.partner, lines: [] };
    group.lines.push(line);
    groups.set(line.partner.id, group);
  }
  return [...groups].map(([id, group]) => {
    const share = shares.get(id);
    if (share?.rewards !== group.lines.length) throw new Error(`the lines of partner ${id} are not those of its share`);
    return {
      ...shareOf({ ...share, partner: group.partner }),
      lines: group.lines.map((line) => ({
        number: rewardNumber(line.number),
        day: shortDay(line.createdAt, sheet.timeZone),
        description: breakable(cleanText(line.description).trim()),
        customer: breakable(oneLine(line.customer ?? '')),
        mark: line.isUnreviewed ? 'Not reviewed' : '',
        amount: formatMoney(line.amount),
      })),
    };
  });
}

function shareOf({ partner, total, rewards }: PartnerShare): PaperShare {
  return {
    name: breakable(oneLine(partner.name)),
    details: breakable([partner.key, ...(partner.group ? [partner.group] : [])].map(oneLine).join(' · ')),
    count: countOf(rewards, 'reward'),
    sum: formatMoney(total),
  };
}

const LONGEST_WORD = 30;
const PIECE = 15;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Lets words that are longer than a column be broken: an address of the web has no place for it. */
function breakable(text: string): string {
  return text.replace(/[\p{L}\p{M}\p{N}\p{P}\p{S}]{31,}/gu, (word) => {
    const signs = Array.from(graphemes.segment(word), ({ segment }) => segment);
    // Scripts without spaces know where to break.
    if (signs.length <= LONGEST_WORD || /[\p{sc=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u.test(word))
      return word;
    return signs.map((sign, at) => (at > 0 && at % PIECE === 0 ? `\u200B${sign}` : sign)).join('');
  });
}
