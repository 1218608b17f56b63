import { ask } from '../server.js';

/** A fault on demand, as the sandbox takes and tells it. */
export interface Rule {
  kind: string;
  method: string;
  times?: number;
  ms?: number;
  retryAfter?: number;
}

export interface RuleInForce {
  rule: Rule;
  /** How many calls it still strikes, where they are counted. */
  left?: number;
}

export interface Preset {
  name: string;
  explained: string;
  rule: Omit<Rule, 'method'>;
}

export const PRESETS: readonly Preset[] = [
  { name: 'Slow', explained: 'Every answer takes 2 s', rule: { kind: 'slow', ms: 2000 } },
  {
    name: 'Rate limited',
    explained: '429 with Retry-After: 5',
    rule: { kind: 'rate_limited', retryAfter: 5, times: 3 },
  },
  { name: 'Failing', explained: 'HTTP 500', rule: { kind: 'http_500' } },
  { name: 'Silent', explained: 'Accepts and does it, but never answers', rule: { kind: 'silent' } },
];

/** What the bot calls, and `*` for all of it. */
export const METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'views.publish',
  'users.info',
  'usergroups.users.list',
  'conversations.info',
  'files.completeUploadExternal',
  'response_url',
] as const;

export function nameMethod(method: string): string {
  return method === '*' ? 'every method' : method;
}

export async function setRule(rule: Rule): Promise<void> {
  await ask('weather', rule);
}

/** Only all of them can be cleared: those that stay are set again. */
export async function keepOnly(rules: readonly RuleInForce[]): Promise<void> {
  await ask('weather', { kind: 'clear' });
  for (const { rule, left } of rules) await setRule(left === undefined ? rule : { ...rule, times: left });
}
