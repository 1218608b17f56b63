import { type Money, sumMoney } from '../domain/money.js';
import type { PartnerView } from '../domain/partner-view.js';
import type { Carried, Statement } from '../domain/shown-invoice.js';
import { bold, context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from './blocks.js';
import { countOf, formatDay, formatMoney, formatMonth, oneLine, shorten } from './text.js';

/** A partner's month: one message per partner and paid invoice, however many rewards it holds (SPEC 5). */
export function buildStatement(statement: Statement): MessageContent {
  const { total, rewards, lines, carriedIn, carriedOut } = statement;
  const title = `You were paid ${formatMoney(total)}`;
  const paid: Line = [
    words(`Your ${formatMonth(statement.month)}: paid on ${formatDay(statement.paidOn)}, for `),
    words(countOf(rewards, 'reward')),
  ];
  const listed = [...lines.map(lineOf), ...restLines(total, rewards, lines), totalLine(total)];
  const carried: Line[] = [
    ...(carriedIn ? [[words(`Of it, ${sumOf(carriedIn)} came from earlier months${inWords(carriedIn)}`)]] : []),
    ...(carriedOut
      ? [[words(`Carried forward to your next invoice: ${sumOf(carriedOut)}${outWords(carriedOut)}`)]]
      : []),
  ];
  const footer = `${statement.invoice} · ${formatMonth(statement.month)} · Paid · ${oneLine(statement.programme)}`;
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

function lineOf({ reward, amount, description, corrects }: PartnerView): Line {
  const what = `${corrects ? `takes back ${corrects}: ` : ''}${shorten(oneLine(description), 100)}`;
  return [words(`${reward} · ${formatMoney(amount)} · ${what}`)];
}

/** What is not named comes to the total less what is, so that it agrees to the cent. */
function restLines(total: Money, rewards: number, lines: readonly PartnerView[]): Line[] {
  const more = rewards - lines.length;
  if (more <= 0) return [];
  const named = sumMoney(
    lines.map(({ amount }) => amount),
    total.currency,
  );
  const rest = { ...total, minor: total.minor - named.minor };
  return [[words(`and ${more.toLocaleString('en')} more · ${formatMoney(rest)}`)]];
}

function totalLine(total: Money): Line {
  return [words('Total · '), bold(formatMoney(total))];
}

function sumOf({ rewards, total }: Carried): string {
  return `${formatMoney(total)} for ${countOf(rewards, 'reward')}`;
}

function inWords({ because, minimum }: Carried): string {
  if (because === 'balance') return ', carried forward because nothing was left to pay';
  return minimum ? `: less than the minimum of ${formatMoney(minimum)} is not paid on its own` : '';
}

function outWords({ because, minimum }: Carried): string {
  if (because === 'balance') return ', a balance that your next rewards make up for';
  return minimum ? `: less than the minimum of ${formatMoney(minimum)} is not paid on its own` : '';
}
