import type { BulkNotice, CreatorPaymentNotice, DecisionNotice, NoticeRow } from '../domain/creator-notice.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import {
  bold,
  factLines,
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
import { eventLine } from './event-words.js';
import { formatDay, formatMoney, formatSums } from './formats.js';
import { sumsOf } from './home/several-form.js';
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

const MAX_ROWS = 20;

/** Tells the creator of one decision that somebody else took: who, what, when and why, with a link to the card. */
export function buildDecisionNotice({ card, event, link }: DecisionNotice, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const reward = rewardNumber(card.number);
  const status = say(`reward_status.${event.to.status}`);
  const lines: Line[] = [
    line('decision_note.reward', {
      reward: bold(say('decision_note.reward_and_status', { reward, status })),
      amount: formatMoney(card.amount, reader),
      partner: nameInLine(card.partner.name, 200),
    }),
    eventLine(event, { when: true, reader }),
  ];
  const reason = event.reason;
  const after: Line[] = link ? [[linked(say('reward.open_its_card'), link)]] : [];
  const quoted = reason ? [line('common.quoted', { text: shorten(oneLine(reason), 500) })] : [];
  return {
    text: sayLines([...lines, ...quoted, ...after]),
    blocks: [richText(section(...lines), ...(reason ? [quote(reason)] : [])), ...factLines(...after)],
  };
}

/** The same of approvals that were given together. */
export function buildBulkNotice({ by, at, approved, approvedOnce }: BulkNotice, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const count = (rows: readonly NoticeRow[]) => ({
    count: rows.length,
    sums: formatSums(sumsOf(rows.map(({ amount }) => amount)), reader),
  });
  const heads: Line[] = [
    ...(approved.length > 0 ? [[bold(say('decision_note.approved', count(approved)))]] : []),
    ...(approvedOnce.length > 0 ? [[bold(say('decision_note.approved_once', count(approvedOnce)))]] : []),
  ];
  const when = line('dated_event.approved', { who: person(by, reader), when: instant(at, reader) });
  const mark = ` · ${say('queue_row.first_approval', { needed: 2 })}`;
  const rows = [...approved, ...approvedOnce.map((row) => ({ ...row, mark }))];
  return content([...heads, when], rowLines(rows, rows.length, reader));
}

/** The same of an invoice that was paid, for its rewards of one creator. */
export function buildCreatorPaymentNotice(notice: CreatorPaymentNotice, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const { invoice, by, at, paidOn, reference, rewards, total, rows } = notice;
  const head = say('decision_note.paid', { count: rewards, invoice, sum: formatMoney(total, reader) });
  const paid: Line = [
    ...line('invoice_event.paid', { who: person(by, reader), when: instant(at, reader) }),
    words(' · '),
    ...line('event_detail.paid_on', { day: formatDay(paidOn, reader) }),
    ...(reference ? [words(' · '), ...line('common.quoted', { text: shorten(oneLine(reference), 100) })] : []),
  ];
  return content([[bold(head)], paid], rowLines(rows, rewards, reader));
}

function content(heads: readonly Line[], rows: readonly Line[]): MessageContent {
  return { text: sayLines([...heads, ...rows]), blocks: [...factLines(...heads), ...factLines(...rows)] };
}

interface MarkedRow extends NoticeRow {
  readonly mark?: string;
}

function rowLines(rows: readonly MarkedRow[], total: number, reader: Reader | undefined): Line[] {
  const { line } = speakTo(reader);
  const shown = rows.slice(0, MAX_ROWS);
  const lines = shown.map(({ number, partner, amount, link, mark }): Line => {
    const facts = { amount: bold(formatMoney(amount, reader)), partner: nameInLine(partner, 80) };
    const reward = [...line('reward_card.amount_for', facts), words(' · '), linked(rewardNumber(number), link)];
    return mark ? [...reward, words(mark)] : reward;
  });
  const more = total - shown.length;
  return more > 0 ? [...lines, line('count.and_more', { count: more })] : lines;
}
