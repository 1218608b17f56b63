import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { createDb } from '../../src/db/client.js';
import { runClock } from '../../src/services/run-clock.js';
import { untilQuiet } from './rewards.js';
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
