import { expect } from '@jest/globals';
import fc from 'fast-check';
import { ANA } from '../team.js';
import { aim, type Press } from './aim.js';
import { type Deed, deeds, deedsInTime } from './deed.js';
import { drawReal } from './draw-real.js';
import type { ModelBooks } from './model.js';
import { perform, type Real } from './perform.js';
import { type Outcome, predict, predictAtOnce } from './predict.js';

/** fast-check changes its model in place. */
export interface Model {
  books: ModelBooks;
  /** How often what was done got which answer: `pay done`. */
  readonly tally: Map<string, number>;
}

type Command = fc.AsyncCommand<Model, Real>;

/** One person, or the bot, does one thing. */
class Alone implements Command {
  constructor(
    private readonly deed: Deed,
    private readonly jump: number,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.press(model) !== undefined;
  }

  async run(model: Model, real: Real): Promise<void> {
    moveOn(model, real, this.jump);
    const press = this.press(model);
    if (!press) return;
    const foretold = predict(model.books, press);
    const answers = [await perform(real, press)];
    expect({ answers, picture: await drawReal(real.books) }).toEqual(shown(foretold));
    model.books = foretold.books;
    count(model, [press], answers);
  }

  private press(model: Readonly<Model>): Press | undefined {
    return aim(model.books, this.deed, { key: nextKey(model, 'a'), createdBy: ANA });
  }

  toString(): string {
    return `${hours(this.jump)}${JSON.stringify(this.deed)}`;
  }
}

/** Two people, or the bot on two machines, do what they do at the same moment, having seen the same. */
class AtOnce implements Command {
  constructor(
    private readonly deeds: readonly [Deed, Deed],
    private readonly jump: number,
    /** Which of the invoices both are about. Undefined: whatever they are about. */
    private readonly focus: number | undefined,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.presses(model) !== undefined;
  }

  async run(model: Model, real: Real): Promise<void> {
    moveOn(model, real, this.jump);
    const [one, other] = this.presses(model) ?? [];
    if (!one || !other) return;
    const possible = predictAtOnce(model.books, one, other);
    const answers = await Promise.all([perform(real, one, 0), perform(real, other, 1)]);
    const found = { answers, picture: await drawReal(real.books) };
    expect(possible.map(shown)).toContainEqual(found);
    const happened = possible.find((outcome) => isEqual(shown(outcome), found));
    if (happened) model.books = happened.books;
    count(model, [one, other], answers);
  }

  private presses(model: Readonly<Model>): [Press, Press] | undefined {
    const [first, second] = this.deeds;
    const invoices = [...model.books.invoices.keys()];
    const focus = this.focus === undefined ? undefined : invoices[this.focus % Math.max(1, invoices.length)];
    const one = aim(model.books, first, { key: nextKey(model, 'a'), createdBy: ANA, focus });
    // The same deed twice is the same form or button, pressed by two.
    const key = nextKey(model, first === second ? 'a' : 'b');
    const other = aim(model.books, second, { key, createdBy: ANA, focus });
    return one && other && [one, other];
  }

  toString(): string {
    return `${hours(this.jump)}${this.deeds.map((deed) => JSON.stringify(deed)).join(' AT ONCE WITH ')} (${this.focus})`;
  }
}

const alone = deedsInTime.map(({ deed, jump }) => new Alone(deed, jump));
const atOnce = fc
  .record({
    one: deedsInTime,
    other: deeds,
    same: fc.boolean(),
    focus: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
  })
  .filter(({ one, other }) => one.deed.kind !== 'set' && other.kind !== 'set')
  .map(({ one: { deed, jump }, other, same, focus }) => new AtOnce([deed, same ? deed : other], jump, focus));

/** Sequences of things done, each alone or two at once. Not fc.commands: most of its sequences are short, and pay nothing. */
export function bookCommands(least: number, most: number): fc.Arbitrary<Command[]> {
  const any: fc.Arbitrary<Command> = fc.oneof({ weight: 3, arbitrary: alone }, { weight: 2, arbitrary: atOnce });
  return fc.noBias(fc.array(any, { minLength: least, maxLength: most, size: 'max' }));
}

function moveOn({ books }: Model, real: Real, jump: number): void {
  books.now += jump;
  real.books.clock.set(new Date(books.now));
}

function nextKey({ books }: Readonly<Model>, which: 'a' | 'b'): string {
  return `V${books.rewards.size}${which}`;
}

function count({ tally }: Model, presses: readonly Press[], answers: readonly string[]): void {
  presses.forEach((press, at) => {
    const atOnce = presses.length > 1 ? 'at once, ' : '';
    const what = press.kind === 'act' ? press.act : press.kind === 'decide' ? press.decision : press.kind;
    const entry = `${atOnce}${what}: ${answers[at]}`;
    tally.set(entry, (tally.get(entry) ?? 0) + 1);
  });
}

function shown({ answers, picture }: Outcome) {
  return { answers, picture };
}

function hours(jump: number): string {
  return jump > 0 ? `${jump / 3_600_000} hours later ` : '';
}

function isEqual(one: unknown, other: unknown): boolean {
  return inText(one) === inText(other);
}

function inText(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item));
}
