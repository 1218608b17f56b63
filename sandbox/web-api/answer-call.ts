import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Json, textIn } from '../json.js';
import type { TrafficLog } from '../traffic.js';
import type { Fault, Forecast } from '../weather.js';
import type { World } from '../world/world.js';
import { methods, scopeOf } from './methods.js';
import { readArguments, readBody } from './read-call.js';
import { Refusal } from './refusal.js';

export interface Office {
  world: World;
  traffic: TrafficLog;
  forecast: Forecast;
}

interface Reply {
  status: number;
  body: Json | string;
  headers?: Record<string, string>;
}

function requireToken(office: Office, kind: 'bot' | 'app' | 'none', token: string): void {
  const { botToken, appToken } = office.world.identity;
  if (kind === 'none') return;
  if (token === '') throw new Refusal('not_authed');
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth');
  if (token !== (kind === 'app' ? appToken : botToken)) throw new Refusal('not_allowed_token_type');
}

function run(office: Office, method: string, args: Json, token: string): Reply {
  const { world } = office;
  const row = Object.hasOwn(methods, method) ? methods[method] : undefined;
  const headers = { 'x-oauth-scopes': [...world.scopes].join(',') };
  try {
    if (!row) throw new Refusal('unknown_method', { req_method: method });
    requireToken(office, row.token ?? 'bot', token);
    if (args.team_id !== undefined && args.team_id !== world.identity.team.id) throw new Refusal('team_not_found');
    const needed = scopeOf(row, args, world);
    if (needed !== undefined && !world.scopes.has(needed))
      throw new Refusal('missing_scope', { needed, provided: [...world.scopes].join(',') });
    return { status: 200, headers, body: { ok: true, ...structuredClone(row.run(args, world)) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: 200, headers, body: { ok: false, error: error.code, ...error.extra } };
  }
}

/** What the weather does instead of, or around, the work. No reply means the connection is never answered. */
export async function underWeather(weather: Fault | undefined, work: () => Reply): Promise<Reply | 'hang' | 'drop'> {
  if (!weather) return work();
  switch (weather.kind) {
    case 'rate_limited':
      return {
        status: 429,
        headers: { 'retry-after': String(weather.retryAfter ?? 1) },
        body: { ok: false, error: 'ratelimited' },
      };
    case 'error':
      return { status: 200, body: { ok: false, error: weather.error } };
    case 'http_500':
      return { status: weather.status ?? 500, body: 'Internal Server Error' };
    case 'hang':
      return 'hang';
    case 'slow':
      await wait(weather.ms, undefined, { ref: false });
      return work();
    case 'silent':
      work();
      return 'drop';
  }
}

export function sendReply(response: ServerResponse, reply: Reply | 'hang' | 'drop'): void {
  if (reply === 'drop') response.destroy();
  if (typeof reply === 'string') return;
  const isText = typeof reply.body === 'string';
  response.writeHead(reply.status, {
    'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8',
    ...reply.headers,
  });
  response.end(isText ? reply.body : JSON.stringify(reply.body));
}

/** Answers `POST /api/:method` as Slack does: HTTP 200 with `ok`, except for rate limits and bad weather. */
export async function answerCall(office: Office, method: string, request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request);
  let args: Json;
  try {
    args = readArguments(request.headers['content-type'], body);
  } catch {
    sendReply(response, { status: 200, body: { ok: false, error: 'invalid_json' } });
    return;
  }
  const { token: tokenInBody, ...rest } = args;
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? textIn(tokenInBody);
  const entry = office.traffic.begin({ direction: 'from_bot', via: 'web_api', what: method, request: rest });
  const places = [rest.channel, rest.user, rest.user_id, rest.users];
  const weather = office.forecast.strike(method, places);
  if (weather) entry.weather = weather;
  let done: Reply | undefined;
  const reply = await underWeather(weather, () => {
    done = run(office, method, rest, token);
    return done;
  });
  const shown = typeof reply === 'string' ? done : reply;
  office.traffic.end(entry, { ...(shown ? { status: shown.status, answer: shown.body } : {}) });
  sendReply(response, reply);
}
