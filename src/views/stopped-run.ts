import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Money } from '../domain/money.js';
import { MOST_MISSED_PERIODS, type Month } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
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
import { commandLine } from './command-line.js';
import { formatMoney, formatMonth } from './formats.js';
import { ACTION } from './ids.js';
import { speakTo } from './speak.js';
import { shorten } from './text.js';

/** Asks finance about a month whose invoice would be over the bound, and says afterwards what became of it. */
export function buildStoppedRun(run: StoppedRun, reader?: Reader): MessageContent {
  const { month, total, outcome } = run;
  const title = `${speakTo(reader).say('stopped_run.title', { month: formatMonth(month, reader) })} · ${total.currency}`;
  const why = whyLine(run, reader);
  const isAsking = outcome.kind === 'stopped';
  const rest = isAsking ? askLines(total.currency, reader) : [outcomeLine(outcome, reader)];
  return {
    text: sayLines([[words(title)], why, ...rest]),
    blocks: [header(title), ...factLines(why, ...rest), ...(isAsking ? [button(run, reader)] : [])],
  };
}

function whyLine({ total, rewards, bound }: StoppedRun, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  const facts = { sum: bold(formatMoney(total, reader)), bound: formatMoney(bound, reader) };
  return rewards === undefined
    ? line('stopped_run.over_bound', facts)
    : line('stopped_run.rewards_over_bound', { ...facts, count: rewards });
}

function askLines(currency: string, reader: Reader | undefined): Line[] {
  const { line } = speakTo(reader);
  const command = code(commandLine('settings', 'invoice-bound', '2000000'));
  return [line('stopped_run.nothing_is_lost', { currency }), line('stopped_run.raise_the_bound', { command })];
}

function outcomeLine(outcome: Exclude<StoppedRun['outcome'], { kind: 'stopped' }>, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  const { invoice } = outcome;
  if (outcome.kind === 'closed')
    return invoice ? line('stopped_run.settled_and_cut', { invoice }) : line('stopped_run.settled');
  const facts = { who: person(outcome.by, reader), when: instant(outcome.at, reader) };
  const allowed = invoice
    ? line('stopped_run.allowed_and_cut', { ...facts, invoice })
    : line('stopped_run.allowed', facts);
  return [words('✓ '), ...allowed];
}

function button({ month: ofMonth, total }: StoppedRun, reader: Reader | undefined): KnownBlock {
  const { say } = speakTo(reader);
  const { currency } = total;
  const month = formatMonth(ofMonth, reader);
  const cutIt: Button = {
    type: 'button',
    action_id: ACTION.allowRun,
    text: plain(say('stopped_run.cut_anyway'), 75),
    style: 'danger',
    value: `${currency}:${ofMonth}:${total.minor}`,
    accessibility_label: shorten(say('stopped_run.cut_anyway_spoken', { month, currency }), 75),
    confirm: {
      title: plain(say('stopped_run.confirm_title'), 100),
      text: plain(say('stopped_run.confirm_means', { sum: formatMoney(total, reader), month }), 300),
      confirm: plain(say('stopped_run.confirm'), 30),
      deny: plain(say('stopped_run.deny'), 30),
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
export function buildMissedMonths(
  { since, currency }: { readonly since: Month; readonly currency: string },
  reader?: Reader,
): MessageContent {
  const { say, line } = speakTo(reader);
  const month = formatMonth(since, reader);
  const title = say('missed_months.title', { currency, month });
  const until = `${Number(since.slice(0, 4)) + 1}${since.slice(4)}-02T12:00:00Z`;
  const lines = [
    line('missed_months.none_closed', { month, most: MOST_MISSED_PERIODS }),
    line('missed_months.a_year_at_a_time', { command: code(commandLine('invoices', 'run', '--as-of', until)) }),
  ];
  return { text: sayLines([[words(title)], ...lines]), blocks: [header(title), ...factLines(...lines)] };
}
