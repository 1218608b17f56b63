import { ask } from '../server.js';

/** A fault on demand, as the sandbox takes it. */
export interface Rule {
  kind: string;
  method: string;
  times?: number;
  ms?: number;
  retryAfter?: number;
  error?: string;
}

/** A fault that strikes now, as the sandbox tells it. */
export interface RuleInForce {
  id: number;
  rule: Rule;
  /** How many calls it still strikes, where they are counted. */
  left?: number;
}

export interface Preset {
  name: string;
  explained: string;
  rule: Omit<Rule, 'method'>;
}

/** What goes wrong when the bot asks something of Slack. */
export const PRESETS: readonly Preset[] = [
  { name: 'Slow', explained: 'Every answer takes 2 s', rule: { kind: 'slow', ms: 2000 } },
  {
    name: 'Rate limited',
    explained: '429 with Retry-After: 5',
    rule: { kind: 'rate_limited', retryAfter: 5, times: 3 },
  },
  { name: 'Failing', explained: 'HTTP 500', rule: { kind: 'http_500' } },
  { name: 'Refusing', explained: 'Does nothing, and says why', rule: { kind: 'error', error: 'internal_error' } },
  { name: 'Silent', explained: 'Accepts and does it, but never answers', rule: { kind: 'silent' } },
  { name: 'Hanging', explained: 'Does nothing, and never answers', rule: { kind: 'hang' } },
];

/** What goes wrong when Slack sends something to the bot. */
export const BOT_PRESET: Preset = {
  name: 'The bot is slow',
  explained: 'Its answers come 4 s later, and Slack waits for 3',
  rule: { kind: 'slow_bot', ms: 4000 },
};

/** What the bot calls, and `*` for all of it. */
export const METHODS = [
  '*',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.push',
  'views.update',
  'views.publish',
  'users.info',
  'users.lookupByEmail',
  'usergroups.users.list',
  'conversations.info',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
  'response_url',
] as const;

/** What Slack sends, beside the app's own commands. */
export const PAYLOADS = ['block_actions', 'block_suggestion', 'view_submission'] as const;

export function nameReach({ kind, method }: Rule): string {
  if (method !== '*') return method;
  return kind === BOT_PRESET.rule.kind ? 'everything Slack sends' : 'every method';
}

export async function setRule(rule: Rule): Promise<void> {
  await ask('weather', rule);
}

/** Without an id, all of them. */
export async function liftRule(id?: number): Promise<void> {
  await ask('weather', { kind: 'clear', ...(id === undefined ? {} : { id }) });
}
