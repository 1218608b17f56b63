import type { Screen } from '../screen/screen.js';

const written = new WeakMap<object, string>();

function write(value: object): string {
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  written.set(value, text);
  return text;
}

function keep<T extends object>(before: T | undefined, now: T): T {
  return before !== undefined && write(before) === write(now) ? before : now;
}

/**
 * The new screen with every part that says what it said before as the very object it was, so that only what changed
 * is drawn again.
 */
export function keepUnchanged(before: Screen | undefined, now: Screen): Screen {
  if (!before) return now;
  const known = new Map(before.messages.map((it) => [it.number, it]));
  const views = new Map(before.modals.map((it) => [it.id, it]));
  return {
    ...now,
    team: keep(before.team, now.team),
    app: keep(before.app, now.app),
    people: keep(before.people, now.people),
    userGroups: keep(before.userGroups, now.userGroups),
    conversations: keep(before.conversations, now.conversations),
    notices: keep(before.notices, now.notices),
    messages: now.messages.map((it) => keep(known.get(it.number), it)),
    modals: now.modals.map((it) => keep(views.get(it.id), it)),
    ...(now.home ? { home: keep(before.home, now.home) } : {}),
  };
}
