import type { Weather } from './weather.js';
import type { Pulse } from './world/pulse.js';

/** One request and its answer, either way. Kept in order of sending; the answer is filled in when it comes. */
export interface TrafficEntry {
  /** Counts from 1, on and on. */
  number: number;
  at: number;
  direction: 'to_bot' | 'from_bot';
  via: 'web_api' | 'response_url' | 'http' | 'socket';
  /** The Web API method, `response_url`, or the payload's type. */
  what: string;
  request: unknown;
  answer?: unknown;
  status?: number;
  ms?: number;
  weather?: Weather;
  /** An answer that came after the deadline, and so did not count. */
  late?: boolean;
}

const KEPT = 2000;

export class TrafficLog {
  /** The latest of them. */
  readonly entries: TrafficEntry[] = [];
  private readonly begunAt = new WeakMap<TrafficEntry, number>();
  private count = 0;

  constructor(
    private readonly now: () => number,
    private readonly pulse: Pulse,
  ) {}

  begin(entry: Omit<TrafficEntry, 'at' | 'number'>): TrafficEntry {
    this.count += 1;
    const begun = { number: this.count, at: this.now(), ...entry };
    this.begunAt.set(begun, performance.now());
    this.entries.push(begun);
    if (this.entries.length > KEPT) this.entries.shift();
    this.pulse.beat();
    return begun;
  }

  end(entry: TrafficEntry, outcome: { status?: number; answer?: unknown; late?: boolean }): void {
    const begun = this.begunAt.get(entry) ?? performance.now();
    Object.assign(entry, outcome, { ms: Math.round(performance.now() - begun) });
    this.pulse.beat();
  }
}
