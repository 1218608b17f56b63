import { differenceInHours } from 'date-fns/differenceInHours';
import { findPerson, saveReader } from '../db/people.js';
import type { Reader } from '../domain/reader.js';
import type { Deps } from './deps.js';

const FRESH_HOURS = 24;

/** Asks Slack how somebody reads. `unsaid`: it does not say, of people of other companies; undefined: it did not answer. */
export type AskReader = (userId: string) => Promise<Reader | 'unsaid' | undefined>;

/**
 * The language this person reads, and how numbers and days are written for them: asked once a day, and remembered. Whatever fails here holds nothing up: what
 * was known before counts, or undefined, which is the programme's usual English and UTC.
 */
export async function readReader(
  { db, clock }: Deps,
  workspaceId: string,
  userId: string,
  ask: AskReader,
): Promise<Reader | undefined> {
  const now = clock.now();
  const person = await findPerson(db.reads, workspaceId, userId);
  const known = person?.locale && person.timeZone ? { locale: person.locale, timeZone: person.timeZone } : undefined;
  if (person?.readAt && differenceInHours(now, person.readAt) < FRESH_HOURS) return known;
  const asked = await ask(userId).catch(() => undefined);
  if (!asked) return known;
  const reader = asked === 'unsaid' ? known : asked;
  await db.transaction((tx) => saveReader(tx, { workspaceId, userId }, { reader, readAt: now }));
  return reader;
}
