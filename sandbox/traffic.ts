import type { Weather } from './weather.js';

/** One request and its answer, either way. Kept in order of sending; the answer is filled in when it comes. */
export interface TrafficEntry {
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

export class TrafficLog {
  readonly entries: TrafficEntry[] = [];

  constructor(private readonly now: () => number) {}

  begin(entry: Omit<TrafficEntry, 'at'>): TrafficEntry {
    const begun = { at: this.now(), ...entry };
    this.entries.push(begun);
    return begun;
  }

  end(entry: TrafficEntry, outcome: { status?: number; answer?: unknown; late?: boolean }): void {
    Object.assign(entry, outcome, { ms: this.now() - entry.at });
  }
}
