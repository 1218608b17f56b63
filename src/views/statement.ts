import { type Money, sumMoney } from '../domain/money.js';
import type { PartnerView } from '../domain/partner-view.js';
import type { Reader } from '../domain/reader.js';
import type { Carried, Statement } from '../domain/shown-invoice.js';
import { bold, context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { countOf, formatCount, formatDay, formatMoney, formatMonth } from './formats.js';
import { footerOf } from './partner-notice.js';
import { oneLine, shorten } from './text.js';

/** A partner's month: one message per partner and paid invoice, however many rewards it holds (SPEC 5). */
export function buildStatement(statement: Statement, reader?: Reader): MessageContent {
  const { total, rewards, lines, carriedIn, carriedOut } = statement;
  const title = `You were paid ${formatMoney(total, reader)}`;
  const paid: Line = [
    words(`Your ${formatMonth(statement.month, reader)}: paid on ${formatDay(statement.paidOn, reader)}, for `),
    words(countOf(rewards, 'reward', reader)),
  ];
  const listed = [
    ...lines.map((line) => lineOf(line, reader)),
    ...restLines(total, rewards, lines, reader),
    totalLine(total, reader),
  ];
  const carried: Line[] = [
    ...(carriedIn
      ? [[words(`Of it, ${sumOf(carriedIn, reader)} came from earlier months${inWords(carriedIn, reader)}`)]]
      : []),
    ...(carriedOut
      ? [[words(`Carried forward to your next invoice: ${sumOf(carriedOut, reader)}${outWords(carriedOut, reader)}`)]]
      : []),
  ];
  const footer = footerOf([statement.invoice, formatMonth(statement.month, reader), 'Paid'], statement);
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
  const what = `${corrects ? `takes back ${corrects}: ` : ''}${shorten(oneLine(description), 100)}`;
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
  return [[words(`and ${formatCount(more, reader)} more · ${formatMoney(rest, reader)}`)]];
}

function totalLine(total: Money, reader?: Reader): Line {
  return [words('Total · '), bold(formatMoney(total, reader))];
}

function sumOf({ rewards, total }: Carried, reader?: Reader): string {
  return `${formatMoney(total, reader)} for ${countOf(rewards, 'reward', reader)}`;
}

function inWords({ because, minimum }: Carried, reader?: Reader): string {
  if (because === 'balance') return ', carried forward because nothing was left to pay';
  return minimum ? `: less than the minimum of ${formatMoney(minimum, reader)} is not paid on its own` : '';
}

function outWords({ because, minimum }: Carried, reader?: Reader): string {
  if (because === 'balance') return ', a balance that your next rewards make up for';
  return minimum ? `: less than the minimum of ${formatMoney(minimum, reader)} is not paid on its own` : '';
}
