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
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { PartnerName } from '../domain/shown.js';
import type { InvoiceSheet, PartnerShare } from '../domain/shown-invoice.js';
import { formatCount, formatDay, formatMoney, formatMonth } from './formats.js';
import { inLine, localeOf } from './locale.js';
import { buildPaperWords } from './paper-words.js';
import { speakTo } from './speak.js';
import { cleanText, oneLine } from './text.js';

const MOST_CARRIED = 20;

/**
 * An invoice in words, as it is printed and filed. `lines` come partner by partner; of more than can be printed they may
 * be left away, and the paper has one row a partner.
 */
export function buildInvoicePaper(
  document: InvoiceDocument,
  lines: readonly DocumentLine[],
  reader?: Reader,
): InvoicePaper {
  const { programme, sheet } = document;
  const { say } = speakTo(reader);
  const isSummary = sheet.rewards > MOST_PRINTED_LINES;
  return {
    title: say('paper.title', { invoice: sheet.number }),
    author: oneLine(programme.name),
    address: cleanText(programme.address)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    number: sheet.number,
    status: say(`paper_status.${sheet.status}`),
    isProvisional: canStillChange(sheet.status),
    facts: factsOf(document, reader),
    total: formatMoney(sheet.total, reader),
    counts: [
      say('count.rewards', { count: sheet.rewards }),
      say('count.partners', { count: sheet.shares.length }),
    ].join(' · '),
    notes: notesOf(sheet, reader),
    groups: isSummary ? [] : groupLines(document, lines, reader),
    summary: isSummary
      ? {
          why: say('paper_note.too_many_lines', { count: sheet.rewards, file: invoiceFileName(sheet, 'csv') }),
          shares: sheet.shares.map((share) => shareOf(share, reader)),
        }
      : undefined,
    words: buildPaperWords(reader),
  };
}

function factsOf(
  { sheet, startsAt, endsAt, cutAt }: InvoiceDocument,
  reader: Reader | undefined,
): InvoicePaper['facts'] {
  const { say } = speakTo(reader);
  const { timeZone, paidOn, paymentReference } = sheet;
  const dayOf = (instant: Date) => formatDay(localDateOf(instant, timeZone), reader);
  const lastDay = addLocalDays(localDateOf(endsAt, timeZone), -1);
  const facts = [
    ['month', formatMonth(sheet.month, reader)],
    ['from', dayOf(startsAt)],
    ['to', formatDay(lastDay, reader)],
    ['time_zone', timeZone],
    ['currency', sheet.total.currency],
    // Nobody's own zone can be shown on paper: the programme's, which the paper names.
    ['cut', say('paper.moment', { day: dayOf(cutAt), time: timeOfDay(cutAt, timeZone, reader) })],
    ['in_review_until', sheet.status === 'in_review' ? formatDay(sheet.inReviewUntil, reader) : undefined],
    ['payment_expected', isOwed(sheet.status) ? formatDay(sheet.expectedPaymentOn, reader) : undefined],
    ['paid_on', paidOn && formatDay(paidOn, reader)],
    ['reference', paymentReference && breakable(oneLine(paymentReference))],
  ] as const;
  return facts.flatMap(([label, value]) => (value ? [{ label: say(`paper_fact.${label}`), value }] : []));
}

function isOwed(status: InvoiceStatus): boolean {
  return status !== 'paid' && status !== 'void';
}

function timeOfDay(instant: Date, timeZone: string, reader: Reader | undefined): string {
  if (!reader) return format(new TZDate(instant.getTime(), timeZone), 'HH:mm');
  return inReadersWords(instant, { hour: 'numeric', minute: '2-digit', timeZone }, reader);
}

function shortDay(instant: Date, timeZone: string, reader: Reader | undefined): string {
  if (!reader) return format(new TZDate(instant.getTime(), timeZone), 'd MMM yyyy');
  return inReadersWords(instant, { day: 'numeric', month: 'short', year: 'numeric', timeZone }, reader);
}

function inReadersWords(instant: Date, options: Intl.DateTimeFormatOptions, reader: Reader): string {
  return inLine(new Intl.DateTimeFormat(localeOf(reader), options).format(instant));
}

function notesOf(sheet: InvoiceSheet, reader: Reader | undefined): string[] {
  const { say } = speakTo(reader);
  const isOpen = canStillChange(sheet.status);
  const unreviewed = isOpen ? 'not_reviewed_yet' : 'went_on_unreviewed';
  const areMarked = sheet.rewards <= MOST_PRINTED_LINES;
  return [
    ...(sheet.status === 'void' ? [say('paper_note.void')] : []),
    ...(isOpen ? [say('paper_note.may_change')] : []),
    ...countedNote(areMarked ? `${unreviewed}_marked` : unreviewed, sheet.unreviewed, reader),
    ...(isOpen ? leftOutNotes(sheet, reader) : []),
  ];
}

/** What is off the invoice is read as of now, and goes on changing when its lines no longer do: final papers are silent of it. */
function leftOutNotes(sheet: InvoiceSheet, reader: Reader | undefined): string[] {
  return [
    ...countedNote('need_second_approval', sheet.needSecondApproval, reader),
    ...countedNote('held', sheet.held, reader),
    ...countedNote('postponed', sheet.postponed, reader),
    ...countedNote('declined', sheet.declined, reader),
    ...countedNote('paid_elsewhere', sheet.paidElsewhere, reader),
    ...carriedNote(sheet.carriedForward, reader),
  ];
}

type Counted =
  | `${'not_reviewed_yet' | 'went_on_unreviewed'}${'' | '_marked'}`
  | 'need_second_approval'
  | 'held'
  | 'postponed'
  | 'declined'
  | 'paid_elsewhere';

function countedNote(
  what: Counted,
  { rewards, total }: { readonly rewards: number; readonly total: InvoiceSheet['total'] },
  reader: Reader | undefined,
): string[] {
  if (rewards === 0) return [];
  return [speakTo(reader).say(`paper_note.${what}`, { count: rewards, sum: formatMoney(total, reader) })];
}

function carriedNote(carried: readonly PartnerShare[], reader: Reader | undefined): string[] {
  if (carried.length === 0) return [];
  const { say, and } = speakTo(reader);
  const named = carried
    .slice(0, MOST_CARRIED)
    .map(({ partner, total }) => `${isolated(oneLine(partner.name))} ${formatMoney(total, reader)}`);
  const more = carried.length - named.length;
  const partners = and(more > 0 ? [...named, say('count.more', { count: more })] : named);
  return [say('paper_note.carried_forward', { count: carried.length, partners })];
}

/** A name of another direction must not turn the numbers around it. */
function isolated(name: string): string {
  return /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}]/u.test(name) ? `\u2068${name}\u2069` : name;
}

function groupLines(
  { sheet }: InvoiceDocument,
  lines: readonly DocumentLine[],
  reader: Reader | undefined,
): PaperGroup[] {
  const notReviewed = speakTo(reader).say('paper_line.not_reviewed');
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
      ...shareOf({ ...share, partner: group.partner }, reader),
      lines: group.lines.map((line) => ({
        number: rewardNumber(line.number),
        day: shortDay(line.createdAt, sheet.timeZone, reader),
        description: breakable(cleanText(line.description).trim()),
        customer: breakable(oneLine(line.customer ?? '')),
        mark: line.isUnreviewed ? notReviewed : '',
        amount: formatMoney(line.amount, reader),
      })),
    };
  });
}

function shareOf({ partner, total, rewards }: PartnerShare, reader: Reader | undefined): PaperShare {
  return {
    name: breakable(oneLine(partner.name)),
    details: breakable([partner.key, ...(partner.group ? [partner.group] : [])].map(oneLine).join(' · ')),
    rewards: formatCount(rewards, reader),
    count: speakTo(reader).say('count.rewards', { count: rewards }),
    sum: formatMoney(total, reader),
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
