import type { HandlerDeps } from './deps.js';

interface Turn {
  /** The run that is on its way, whatever becomes of it. */
  readonly running: Promise<unknown>;
  /** The one after it, shared by all who asked meanwhile, and whether any of them asks for more. */
  next?: { more: boolean; readonly done: Promise<void> } | undefined;
}

/**
 * Runs something one at a time for each key, so that what was read last is what is shown last. Whoever asks during a run
 * shares one more, which begins after it and so knows all that they know. `more`: what any of them asked for.
 */
export function createTurns() {
  // By database: one process may hold several bots, as the tests do, and what is gone is forgotten.
  const turnsOf = new WeakMap<HandlerDeps['db'], Map<string, Turn>>();
  return ({ db }: HandlerDeps, key: string, more: boolean, run: (more: boolean) => Promise<void>): Promise<void> => {
    const turns = turnsOf.get(db) ?? new Map<string, Turn>();
    turnsOf.set(db, turns);
    const turn = turns.get(key);
    if (!turn) return begin(turns, key, () => run(more));
    if (turn.next) {
      turn.next.more ||= more;
      return turn.next.done;
    }
    const next: NonNullable<Turn['next']> = {
      more,
      done: turn.running.then(() => begin(turns, key, () => run(next.more))),
    };
    turn.next = next;
    return next.done;
  };
}

function begin(turns: Map<string, Turn>, key: string, run: () => Promise<void>): Promise<void> {
  const done = run();
  const turn: Turn = { running: done.catch(() => undefined) };
  turns.set(key, turn);
  void turn.running.then(() => {
    if (!turn.next) turns.delete(key);
  });
  return done;
}
