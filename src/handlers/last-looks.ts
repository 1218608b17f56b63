import type { HandlerDeps } from './deps.js';

const LOOK_LASTS_MS = 5 * 60_000;

/** What Slack said last, for this process alone: a Home that follows what somebody does asks it only now and then. */
export interface LastLooks<Found> {
  /** What was found less than five minutes ago, or what `look` finds now; `isNews`: worth keeping. */
  at(
    deps: HandlerDeps,
    key: string,
    how: { readonly afresh: boolean; readonly isNews?: (found: Found) => boolean },
    look: () => Promise<Found>,
  ): Promise<Found>;
  forget(deps: HandlerDeps): void;
}

export function createLastLooks<Found>(): LastLooks<Found> {
  // By database: one process may hold several bots, as the tests do, and what is gone is forgotten.
  const looks = new WeakMap<HandlerDeps['db'], Map<string, { readonly found: Found; readonly at: number }>>();
  return {
    async at({ db, clock, workspaceId }, key, { afresh, isNews = () => true }, look) {
      const known = looks.get(db) ?? new Map();
      looks.set(db, known);
      const now = clock.now().getTime();
      const last = known.get(`${workspaceId}:${key}`);
      if (last && !afresh && Math.abs(now - last.at) < LOOK_LASTS_MS) return last.found;
      const found = await look();
      if (isNews(found)) known.set(`${workspaceId}:${key}`, { found, at: now });
      return found;
    },
    forget: ({ db }) => void looks.delete(db),
  };
}
