import { findPerson, saveHomePlace } from '../db/people.js';
import { type HomePlace, readHomePlace } from '../domain/home-place.js';
import type { Deps } from './deps.js';

/** Keeps what somebody looks at in their Home from now on. */
export async function changeHomePlace(
  { db }: Pick<Deps, 'db'>,
  who: { readonly workspaceId: string; readonly userId: string },
  change: (place: HomePlace) => HomePlace,
): Promise<void> {
  await db.transaction(async (tx) => {
    const kept = (await findPerson(tx, who.workspaceId, who.userId))?.home;
    await saveHomePlace(tx, who, JSON.parse(JSON.stringify(change(readHomePlace(kept)))));
  });
}
