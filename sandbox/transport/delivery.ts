import type { Json } from '../json.js';

/** Slack waits this long for an answer, whatever the transport. */
export const DEADLINE_MS = 3000;

/** The envelope types of Socket Mode; over HTTP they decide the body's form. */
export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';

export interface Retry {
  num: number;
  reason: string;
}

export interface Delivery {
  status: 'acked' | 'timed_out' | 'failed';
  ms: number;
  /** What the bot answered, if it did in time. */
  body?: unknown;
}

export type Deliver = (kind: PayloadKind, payload: Json, retry?: Retry) => Promise<Delivery>;
