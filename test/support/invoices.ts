import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { createDb } from '../../src/db/client.js';
import { runClock } from '../../src/services/run-clock.js';
import { givenAcme, givenPartner } from './directory.js';
import { type GivenRewardRef, givenReward, untilQuiet } from './rewards.js';
import { FINANCE, type Team } from './team.js';

/** A team in Berlin that pays in dollars and euros. */
export const BERLIN = { TIME_ZONE: 'Europe/Berlin', CURRENCY: 'USD,EUR' };

/** Puts the clock there and does what is due, on as many machines at once; then waits until everything is said. */
export async function tickTeam(team: Team, instant: string, machines = 1): Promise<void> {
  team.clock.set(instant);
  const pools = Array.from({ length: machines }, () => createDb(team.databaseUrl, { connections: 2 }));
  try {
    await Promise.all(pools.map((db) => runClock({ ...team.deps, db }, { actor: 'bot' })));
  } finally {
    await Promise.all(pools.map((db) => db.close()));
  }
  await untilQuiet(team);
}

/** The messages in the finance channel that name this invoice at their top. */
export function invoiceMessages({ slack }: Pick<Team, 'slack'>, number: string): Message[] {
  return slack.messagesIn(FINANCE).filter((message) => message.visibleText().startsWith(`${number} · `));
}

/** The invoice's message, once it says this. */
export function invoiceSaying(team: Pick<Team, 'slack'>, number: string, words: string): Promise<Message> {
  return eventually(() => invoiceMessages(team, number).find((message) => message.visibleText().includes(words)));
}

export interface Partners {
  readonly acme: string;
  readonly globex: string;
}

export async function givenAcmeAndGlobex(
  team: Team,
  globex: { readonly slackUserId?: string } = {},
): Promise<Partners> {
  const { acme } = await givenAcme(team);
  return { acme, globex: await givenPartner(team, { key: 'globex', name: 'Globex', ...globex }) };
}

/** A month of 2026: `2026-03`. */
export function monthOf(number: number): string {
  return `2026-${String(number).padStart(2, '0')}`;
}

/** The invoice of that month, where every month before it had one. */
export function invoiceOf(month: number): string {
  return `INV-2026-${String(month).padStart(4, '0')}`;
}

/** The invoice of that month of 2026, in review: $100 of Acme, $40 of Globex. */
export async function givenInvoiceInReview(
  team: Team,
  month: number,
  { acme, globex }: Partners,
): Promise<{ readonly invoice: string; readonly first: GivenRewardRef; readonly second: GivenRewardRef }> {
  team.clock.set(`${monthOf(month)}-10T12:00:00Z`);
  const first = await givenReward(team, { partnerId: acme, amount: '100', description: 'Webinar in Berlin' });
  const second = await givenReward(team, { partnerId: globex, amount: '40', description: 'Newsletter' });
  await tickTeam(team, `${monthOf(month + 1)}-01T00:30:00Z`);
  const invoice = invoiceOf(month);
  for (const words of ['In review until', '$140.00 · 2 rewards']) await invoiceSaying(team, invoice, words);
  return { invoice, first, second };
}
