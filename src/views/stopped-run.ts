import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Money } from '../domain/money.js';
import { MOST_MISSED_PERIODS, type Month } from '../domain/period.js';
import type { StoppedRun } from '../domain/shown-invoice.js';
import {
  bold,
  code,
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
import { countOf, formatMoney, formatMonth } from './formats.js';
import { ACTION } from './ids.js';

/** Asks finance about a month whose invoice would be over the bound, and says afterwards what became of it. */
export function buildStoppedRun(run: StoppedRun): MessageContent {
  const { month, total, rewards, bound } = run;
  const title = `Invoice not cut: ${formatMonth(month)} · ${total.currency}`;
  const on = rewards === undefined ? '' : ` on ${countOf(rewards, 'reward')}`;
  const why: Line = [
    words('It would come to '),
    bold(formatMoney(total)),
    words(`${on}, over the bound of ${formatMoney(bound)}.`),
  ];
  const rest = run.outcome.kind === 'stopped' ? askLines(total.currency) : [outcomeLine(run.outcome)];
  return {
    text: sayLines([[words(title)], why, ...rest]),
    blocks: [header(title), ...factLines(why, ...rest), ...(run.outcome.kind === 'stopped' ? [button(run)] : [])],
  };
}

function askLines(currency: string): Line[] {
  return [
    [words(`Nothing is lost: this month and later ones in ${currency} wait until somebody of finance looks.`)],
    [
      words('If such sums are usual, an admin can raise the bound: '),
      code('npm run rewards -- settings invoice-bound 2000000'),
    ],
  ];
}

function outcomeLine(outcome: Exclude<StoppedRun['outcome'], { kind: 'stopped' }>): Line {
  const cut = outcome.invoice ? `, and cut as ${outcome.invoice}` : '';
  if (outcome.kind === 'closed') return [words(`Settled${cut || ', and closed without an invoice'}.`)];
  return [words('✓ Allowed by '), person(outcome.by), words(', '), instant(outcome.at), words(`${cut}.`)];
}

function button({ month, total }: StoppedRun): KnownBlock {
  const cutIt: Button = {
    type: 'button',
    action_id: ACTION.allowRun,
    text: plain('Cut it anyway'),
    style: 'danger',
    value: `${total.currency}:${month}:${total.minor}`,
    accessibility_label: `Cut the ${formatMonth(month)} invoice in ${total.currency} anyway`,
    confirm: {
      title: plain('Cut it anyway?'),
      text: plain(`An invoice of ${formatMoney(total)} for ${formatMonth(month)} goes in review.`, 300),
      confirm: plain('Cut it'),
      deny: plain('Not yet'),
    },
  };
  return { type: 'actions', elements: [cutIt] };
}

const runRef = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  month: z.string().regex(/^[0-9]{4}-[0-9]{2}$/),
  minor: z.string().regex(/^[0-9]+$/),
});

/** The value of the button: which month, and the sum that whoever pressed it saw. */
export function readAllowButton(value: string | undefined): { readonly month: Month; readonly total: Money } {
  const [currency, month, minor] = (value ?? '').split(':');
  const ref = runRef.parse({ currency, month, minor });
  return { month: ref.month, total: { minor: BigInt(ref.minor), currency: ref.currency } };
}

/** Tells finance that too many months were missed to be closed unasked, and how they are. */
export function buildMissedMonths({
  since,
  currency,
}: {
  readonly since: Month;
  readonly currency: string;
}): MessageContent {
  const title = `Invoices not cut: ${currency}, since ${formatMonth(since)}`;
  const until = `${Number(since.slice(0, 4)) + 1}${since.slice(4)}-02T12:00:00Z`;
  const lines: Line[] = [
    [
      words(
        `No month was closed since ${formatMonth(since)}. More than ${MOST_MISSED_PERIODS} are not closed unasked.`,
      ),
    ],
    [words('An admin can close them a year at a time: '), code(`npm run rewards -- invoices run --as-of ${until}`)],
  ];
  return { text: sayLines([[words(title)], ...lines]), blocks: [header(title), ...factLines(...lines)] };
}
