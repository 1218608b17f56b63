import { TZDate } from '@date-fns/tz';
import { addMonths } from 'date-fns/addMonths';
import { startOfMonth } from 'date-fns/startOfMonth';
import type { ClockMove } from '../screen/acts.js';

const STEPS = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 };

export interface ClockOptions {
  /** Whose months are meant. */
  timeZone: string;
  /** How far ahead of the real clock it starts, in milliseconds; behind, if negative. */
  startsAheadMs?: number;
  /** A clock of the caller, in milliseconds. It replaces the real one and its offset. */
  now?: () => number;
  /** Tells the bot how far its clock runs ahead, in milliseconds. Without it the clock cannot be moved. */
  move?: (offsetMs: number) => Promise<void>;
}

/** The workspace's clock: the real one, and so much ahead of it. It can be moved forward, never back. */
export class SandboxClock {
  private offset: number;
  private moving = false;

  constructor(
    /** The clock for signatures, triggers and response_urls. It is never moved. */
    readonly real: () => number,
    private readonly options: ClockOptions = { timeZone: 'UTC' },
  ) {
    this.offset = options.startsAheadMs ?? 0;
  }

  readonly now = (): number => this.options.now?.() ?? this.real() + this.offset;

  get offsetMs(): number {
    return this.offset;
  }

  /** Where it stood when the sandbox was last stopped. */
  restore(offsetMs: number): void {
    this.offset = offsetMs;
  }

  get state() {
    return {
      now: this.now(),
      timeZone: this.options.timeZone,
      isMovable: this.options.move !== undefined,
      isMoving: this.moving,
    };
  }

  private instantOf(to: ClockMove): number {
    if (to === 'month') {
      const here = TZDate.tz(this.options.timeZone, this.now());
      return startOfMonth(addMonths(here, 1)).getTime();
    }
    return to === 'hour' || to === 'day' || to === 'week' ? this.now() + STEPS[to] : Date.parse(to);
  }

  /** Moves the clock and waits until the bot has obeyed. Throws, with a sentence, if that cannot be. */
  async moveTo(to: ClockMove, changed: () => void): Promise<void> {
    const { move } = this.options;
    if (!move) throw new Error('This clock cannot be moved: no bot here obeys it.');
    if (this.moving) throw new Error('The clock is being moved already.');
    const instant = this.instantOf(to);
    if (instant < this.now()) throw new Error('The clock can only be moved forward.');
    const before = this.offset;
    this.moving = true;
    this.offset = instant - this.real();
    changed();
    try {
      await move(this.offset);
    } catch (error) {
      // The bot did not follow, and people and the bot must not live at different times.
      this.offset = before;
      throw error;
    } finally {
      this.moving = false;
      changed();
    }
  }
}
