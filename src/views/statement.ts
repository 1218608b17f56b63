import { type Money, sumMoney } from '../domain/money.js';
import type { PartnerView } from '../domain/partner-view.js';
import type { Reader } from '../domain/reader.js';
import type { Carried, Statement } from '../domain/shown-invoice.js';
import { bold, context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { formatDay, formatMoney, formatMonth } from './formats.js';
import { footerOf } from './partner-notice.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** A partner's month: one message per partner and paid invoice, however many rewards it holds (SPEC 5). */
export function buildStatement(statement: Statement, reader?: Reader): MessageContent {
  const { total, rewards, lines, carriedIn, carriedOut } = statement;
  const { say, line } = speakTo(reader);
  const title = say('statement.title', { amount: formatMoney(total, reader) });
  const month = formatMonth(statement.month, reader);
  const paid: Line = line('statement.paid_for', { month, day: formatDay(statement.paidOn, reader), count: rewards });
  const listed = [
    ...lines.map((view) => lineOf(view, reader)),
    ...restLines(total, rewards, lines, reader),
    totalLine(total, reader),
  ];
  const carried: Line[] = [
    ...(carriedIn ? [carriedLine('carried_in', carriedIn, reader)] : []),
    ...(carriedOut ? [carriedLine('carried_out', carriedOut, reader)] : []),
  ];
  const footer = footerOf([statement.invoice, month, say('reward_status.Paid')], statement, reader);
  return {
    text: sayLines([[words(title)], paid, ...listed, ...carried, [words(footer)]]),
    blocks: [
      header(title),
      ...factLines(paid),
      ...factLines(...listed),
      ...factLines(...carried),
      context(plain(footer)),
    ],
  };
}

function lineOf({ reward, amount, description, corrects }: PartnerView, reader?: Reader): Line {
  const said = shorten(oneLine(description), 100);
  const what = corrects ? speakTo(reader).say('statement.takes_back', { reward: corrects, description: said }) : said;
  return [words(`${reward} · ${formatMoney(amount, reader)} · ${what}`)];
}

/** What is not named comes to the total less what is, so that it agrees to the cent. */
function restLines(total: Money, rewards: number, lines: readonly PartnerView[], reader?: Reader): Line[] {
  const more = rewards - lines.length;
  if (more <= 0) return [];
  const named = sumMoney(
    lines.map(({ amount }) => amount),
    total.currency,
  );
  const rest = { ...total, minor: total.minor - named.minor };
  return [[words(`${speakTo(reader).say('count.and_more', { count: more })} · ${formatMoney(rest, reader)}`)]];
}

function totalLine(total: Money, reader?: Reader): Line {
  return [words(`${speakTo(reader).say('statement.total')} · `), bold(formatMoney(total, reader))];
}

function carriedLine(
  way: 'carried_in' | 'carried_out',
  { rewards, total, because, minimum }: Carried,
  reader?: Reader,
): Line {
  const { line } = speakTo(reader);
  const facts = { sum: formatMoney(total, reader), count: rewards };
  if (because === 'balance') return line(`${way}.balance`, facts);
  if (!minimum) return line(`${way}.unexplained`, facts);
  return line(`${way}.below_minimum`, { ...facts, minimum: formatMoney(minimum, reader) });
}
