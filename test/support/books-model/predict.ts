import type { Press } from './aim.js';
import { runClockOnce } from './clock-rules.js';
import type { Setting } from './deed.js';
import { act, pull, remove } from './invoice-rules.js';
import { type Answer, drawModel, type ModelBooks, type Picture } from './model.js';
import { clawBack, create, decide } from './reward-rules.js';

export interface Outcome {
  readonly books: ModelBooks;
  readonly picture: Picture;
  readonly answers: readonly Answer[];
}

/** What comes of it, by the rules alone. */
export function predict(before: ModelBooks, press: Press): Outcome {
  const books = structuredClone(before);
  const answer = apply(books, press);
  return { books, picture: drawModel(books), answers: [answer] };
}

/** All that may come of two at once: as if the one had come first, or the other, or one between two steps of the clock. */
export function predictAtOnce(before: ModelBooks, one: Press, other: Press): Outcome[] {
  if (one.kind === 'run the clock' && other.kind === 'run the clock')
    return [{ ...predict(before, one), answers: ['done', 'done'] }];
  if (one.kind === 'run the clock')
    return amongClockSteps(before, other).map(({ answers: [a], ...rest }) => ({
      ...rest,
      answers: ['done', a ?? 'done'],
    }));
  if (other.kind === 'run the clock')
    return amongClockSteps(before, one).map(({ answers: [a], ...rest }) => ({
      ...rest,
      answers: [a ?? 'done', 'done'],
    }));
  const ahead = predict(before, one);
  const behind = predict(before, other);
  const then = predict(ahead.books, other);
  const first = predict(behind.books, one);
  return [
    { ...then, answers: [...ahead.answers, ...then.answers] },
    { ...first, answers: [...first.answers, ...behind.answers] },
  ];
}

function amongClockSteps(before: ModelBooks, press: Press): Outcome[] {
  const outcomes: Outcome[] = [];
  const books = structuredClone(before);
  do {
    const between = predict(books, press);
    const after = predict(between.books, { kind: 'run the clock' });
    outcomes.push({ ...after, answers: between.answers });
  } while (runClockOnce(books));
  return outcomes;
}

function apply(books: ModelBooks, press: Press): Answer {
  switch (press.kind) {
    case 'create':
      return create(books, press);
    case 'decide':
      return decide(books, press);
    case 'claw back':
      return clawBack(books, press);
    case 'act':
      return act(books, press);
    case 'remove':
      return remove(books, press);
    case 'pull':
      return pull(books, press);
    case 'run the clock':
      while (runClockOnce(books));
      return 'done';
    case 'try the clock':
      return 'done';
    case 'set':
      change(books, press.setting);
      return 'done';
  }
}

function change(books: ModelBooks, { name, value }: Setting): void {
  if (name === 'minimum-payout') books.minimum = BigInt(value);
  else if (name === 'second-approval') books.threshold = value === 'off' ? undefined : BigInt(value);
  else if (name === 'unreviewed') books.approvedOnly = value === 'approved_only';
  else books.timeZone = value;
}
