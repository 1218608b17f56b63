import { differenceInHours } from 'date-fns/differenceInHours';
import { findPerson, saveReader } from '../db/people.js';
import type { Reader } from '../domain/reader.js';
import type { Deps } from './deps.js';

const FRESH_HOURS = 24;

/** Asks Slack how somebody reads. Undefined: it does not say. */
export type AskReader = (userId: string) => Promise<Reader | undefined>;

/**
 * How this person reads numbers and days: asked once a day, and remembered. Whatever fails here holds nothing up: what
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
  await db.transaction((tx) => saveReader(tx, { workspaceId, userId }, { ...asked, readAt: now }));
  return asked;
}
