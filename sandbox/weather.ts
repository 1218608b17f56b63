/** A fault on demand, for one Web API method (`*` for all, `response_url` for those). */
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
);

export interface WeatherControl {
  set(rule: Weather): void;
  clear(): void;
}

/** The rules in force. Those with a `times` wear out. */
export class Forecast implements WeatherControl {
  private rules: { rule: Weather; left: number }[] = [];

  constructor(private readonly changed: () => void = () => {}) {}

  set(rule: Weather): void {
    this.rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    this.changed();
  }

  clear(): void {
    this.rules = [];
    this.changed();
  }

  /** What still strikes, and how many calls are left to it where they are counted. */
  get inForce(): { rule: Weather; left?: number }[] {
    return this.rules
      .filter(({ left }) => left > 0)
      .map(({ rule, left }) => (Number.isFinite(left) ? { rule, left } : { rule }));
  }

  /** The rule that strikes this call, used up by one. */
  strike(method: string, places: unknown[]): Weather | undefined {
    const hit = this.rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (rule.method === method || rule.method === '*') &&
        (rule.channel === undefined || places.includes(rule.channel)),
    );
    if (hit) hit.left -= 1;
    return hit?.rule;
  }
}
