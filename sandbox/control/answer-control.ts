import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Sandbox } from '../start-sandbox.js';
import type { TrafficEntry } from '../traffic.js';
import type { Weather } from '../weather.js';
import { readBody } from '../web-api/read-call.js';
import { viewPayload } from '../world/view-payload.js';
import { look } from './look.js';
import { performAct } from './perform-act.js';

const actBody = z.object({ as: z.string(), words: z.array(z.string()), channel: z.string().optional() });

const calls = { method: z.string(), channel: z.string().optional(), times: z.number().optional() };
const weatherBody = z.discriminatedUnion('kind', [
  z.object({ ...calls, kind: z.literal('rate_limited'), retryAfter: z.number().optional() }),
  z.object({ ...calls, kind: z.literal('error'), error: z.string() }),
  z.object({ ...calls, kind: z.literal('http_500') }),
  z.object({ ...calls, kind: z.literal('hang') }),
  z.object({ ...calls, kind: z.literal('slow'), ms: z.number() }),
  z.object({ ...calls, kind: z.literal('silent') }),
  z.object({ kind: z.literal('clear') }),
]);

/** The whole workspace, as a page would show it. */
function describe(sandbox: Sandbox): unknown {
  const { world } = sandbox;
  return {
    team: sandbox.team,
    botUserId: sandbox.botUserId,
    transport: sandbox.transport,
    connections: sandbox.connections(),
    scopes: [...world.scopes],
    users: [...world.users.values()],
    channels: [...world.channels.values()],
    userGroups: world.userGroups,
    directs: Object.fromEntries(world.directs),
    messages: world.messages,
    views: [...world.views.values()].map((view) => ({
      userId: view.userId,
      errors: view.errors,
      view: viewPayload(world, view),
    })),
    stacks: Object.fromEntries(world.stacks),
    homes: Object.fromEntries(world.homes),
    notices: world.notices,
  };
}

function lineOf(entry: TrafficEntry): string {
  const arrow = entry.direction === 'to_bot' ? '→ bot' : '← bot';
  const answer = JSON.stringify(entry.answer) ?? '';
  const weather = entry.weather ? ` ☁ ${entry.weather.kind}` : '';
  const time = new Date(entry.at).toISOString().slice(11, 23);
  const ended =
    entry.ms === undefined
      ? 'no answer'
      : `${entry.status ?? 'ack'} in ${entry.ms} ms${entry.late ? ', too late' : ''}`;
  return `${time}  ${arrow}  ${entry.what.padEnd(22)} ${ended}${weather}  ${answer.slice(0, 100)}`;
}

function forecast(sandbox: Sandbox, rule: z.infer<typeof weatherBody>): string {
  if (rule.kind === 'clear') {
    sandbox.weather.clear();
    return 'Clear skies.';
  }
  const given = Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
  sandbox.weather.set(given as Weather);
  return `${rule.kind} for ${rule.method}.`;
}

async function answer(sandbox: Sandbox, path: string, query: URLSearchParams, body: unknown): Promise<unknown> {
  switch (path) {
    case 'state':
      return describe(sandbox);
    case 'look':
      return { text: look(sandbox, query.get('place') ?? '') };
    case 'traffic': {
      const entries = sandbox.traffic.slice(-Number(query.get('last') ?? 20));
      return { entries, text: entries.map(lineOf).join('\n') || 'Nothing was said yet.' };
    }
    case 'act':
      return { text: await performAct(sandbox, actBody.parse(body)) };
    case 'weather':
      return { text: forecast(sandbox, weatherBody.parse(body)) };
    default:
      throw new Error(`There is no /sandbox/${path}.`);
  }
}

/**
 * The control API: what the command line and, later, the page use. Posts must be JSON, which no web page of another
 * origin can send without being asked first.
 */
export async function answerControl(
  sandbox: Sandbox,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const isPost = request.method === 'POST';
  const isJson = request.headers['content-type'] === 'application/json';
  try {
    if (isPost !== ['act', 'weather'].includes(path) || (isPost && !isJson)) throw new Error('Not like this.');
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body: unknown = isPost ? JSON.parse(await readBody(request)) : undefined;
    const result = await answer(sandbox, path, searchParams, body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: message }));
  }
}
