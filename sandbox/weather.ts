/**
 * A fault on demand, for one Web API method (`*` for all, `response_url` for those); for a slow bot, one command or
 * type of payload that Slack sends it.
 */
export type Weather = {
  method: string;
  /** Only calls that name this channel or user (`channel`, `user` or `user_id`). */
  channel?: string;
  /** How many calls it strikes; without it, all until `clear`. */
  times?: number;
} & (
  | { kind: 'rate_limited'; retryAfter?: number }
  | { kind: 'error'; error: string }
  | { kind: 'http_500'; status?: number }
  /** Never answers, and does nothing. */
  | { kind: 'hang' }
  /** Answers after so many milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Does the work, then drops the connection: accepted, but no answer. */
  | { kind: 'silent' }
  /** What Slack sends reaches the bot only after so many milliseconds, and its answer comes as much later. */
  | { kind: 'slow_bot'; ms: number }
);

export type SlowBot = Extract<Weather, { kind: 'slow_bot' }>;
/** What strikes a call of the bot's. */
export type Fault = Exclude<Weather, SlowBot>;

/** A rule in force. */
export interface RuleInForce {
  id: number;
  rule: Weather;
  /** How many calls it still strikes, where they are counted. */
  left?: number;
}

export interface WeatherControl {
  set(rule: Weather): void;
  /** Takes one rule away, or all. */
  clear(id?: number): void;
}

/** The rules in force. Those with a `times` wear out. */
export class Forecast implements WeatherControl {
  private rules: { id: number; rule: Weather; left: number }[] = [];
  private count = 0;

  constructor(private readonly changed: () => void = () => {}) {}

  set(rule: Weather): void {
    this.count += 1;
    this.rules.push({ id: this.count, rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    this.changed();
  }

  clear(id?: number): void {
    this.rules = id === undefined ? [] : this.rules.filter((it) => it.id !== id);
    this.changed();
  }

  get inForce(): RuleInForce[] {
    return this.rules
      .filter(({ left }) => left > 0)
      .map(({ id, rule, left }) => (Number.isFinite(left) ? { id, rule, left } : { id, rule }));
  }

  /** The rule that strikes this call of the bot's, used up by one. */
  strike(method: string, places: unknown[]): Fault | undefined {
    return this.use(
      (rule): rule is Fault =>
        rule.kind !== 'slow_bot' &&
        isFor(rule, method) &&
        (rule.channel === undefined || places.includes(rule.channel)),
    );
  }

  /** The same for what Slack sends to the bot. */
  strikeDelivery(what: string): SlowBot | undefined {
    return this.use((rule): rule is SlowBot => rule.kind === 'slow_bot' && isFor(rule, what));
  }

  private use<Kind extends Weather>(strikes: (rule: Weather) => rule is Kind): Kind | undefined {
    for (const inForce of this.rules) {
      if (inForce.left <= 0 || !strikes(inForce.rule)) continue;
      inForce.left -= 1;
      return inForce.rule;
    }
    return undefined;
  }
}

function isFor({ method }: Weather, what: string): boolean {
  return method === '*' || method === what;
}
