import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { actSchema, changeSchema, clockSchema } from '../screen/acts.js';
import type { Sandbox } from '../start-sandbox.js';
import type { TrafficEntry } from '../traffic.js';
import type { Weather } from '../weather.js';
import { readBody } from '../web-api/read-call.js';
import { viewPayload } from '../world/view-payload.js';
import { look } from './look.js';
import { performAct } from './perform-act.js';
import { serveFile } from './serve-file.js';
import { streamChanges } from './stream-changes.js';

const actBody = z.object({ as: z.string(), words: z.array(z.string()), channel: z.string().optional() });

const calls = { method: z.string(), channel: z.string().optional(), times: z.number().optional() };
const weatherBody = z.discriminatedUnion('kind', [
  z.object({ ...calls, kind: z.literal('rate_limited'), retryAfter: z.number().optional() }),
  z.object({ ...calls, kind: z.literal('error'), error: z.string() }),
  z.object({ ...calls, kind: z.literal('http_500'), status: z.number().optional() }),
  z.object({ ...calls, kind: z.literal('hang') }),
  z.object({ ...calls, kind: z.literal('slow'), ms: z.number() }),
  z.object({ ...calls, kind: z.literal('silent') }),
  z.object({ ...calls, kind: z.literal('slow_bot'), ms: z.number() }),
  z.object({ kind: z.literal('clear'), id: z.number().optional() }),
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
    sandbox.weather.clear(rule.id);
    return sandbox.weather.inForce.length === 0 ? 'Clear skies.' : 'Clearer.';
  }
  const given = Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
  sandbox.weather.set(given as Weather);
  return `${rule.kind} for ${rule.method}.`;
}

interface Request {
  query: URLSearchParams;
  body: unknown;
}

/** What the command line prints is `text`; the rest is for the page. */
type Answering = (sandbox: Sandbox, request: Request) => unknown;

const viewerIn = ({ query }: Request) => query.get('as') ?? '';

const answers: Record<string, Answering> = {
  'GET state': describe,
  'GET look': (sandbox, { query }) => ({ text: look(sandbox, query.get('place') ?? '') }),
  'GET screen': (sandbox, request) => sandbox.screenOf(viewerIn(request)),
  'GET traffic': (sandbox, { query }) => {
    const after = Number(query.get('after') ?? 0);
    const last = Number(query.get('last') ?? (after > 0 ? sandbox.traffic.length : 20));
    const entries = last > 0 ? sandbox.traffic.filter(({ number }) => number > after).slice(-last) : [];
    return { entries, text: entries.map(lineOf).join('\n') || 'Nothing was said yet.' };
  },
  'GET weather': (sandbox) => ({ rules: sandbox.weather.inForce }),
  'POST act': async (sandbox, { body }) => ({ text: await performAct(sandbox, actBody.parse(body)) }),
  'POST weather': (sandbox, { body }) => ({ text: forecast(sandbox, weatherBody.parse(body)) }),
  'POST do': (sandbox, request) => sandbox.act(viewerIn(request), actSchema.parse(request.body)),
  'POST change': (sandbox, { body }) => {
    sandbox.change(changeSchema.parse(body));
    return { text: 'Done.' };
  },
  'POST neighbour': async (sandbox, { body }) => ({
    url: await sandbox.goTo(z.object({ name: z.string() }).parse(body).name),
  }),
  'POST clock': async (sandbox, { body }) => {
    await sandbox.moveClock(clockSchema.parse(body).to);
    return { clock: sandbox.world.clock.state };
  },
};

async function readRequest(request: IncomingMessage): Promise<Request> {
  const { searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'GET') return { query, body: undefined };
  if (request.headers['content-type'] !== 'application/json') throw new Error('Not like this.');
  return { query, body: JSON.parse(await readBody(request)) };
}

/**
 * The control API: what the command line and the page use. Posts must be JSON, which no web page of another origin
 * can send without being asked first.
 */
export async function answerControl(
  sandbox: Sandbox,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (path === 'changes' && request.method === 'GET') {
    streamChanges(sandbox.world.pulse, request, response);
    return;
  }
  const [, fileId] = /^files\/(\w+)$/.exec(path) ?? [];
  if (fileId !== undefined && request.method === 'GET') {
    serveFile(sandbox.world, fileId, response);
    return;
  }
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  try {
    const name = `${request.method} ${path}`;
    const answering = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (!answering) throw new Error(`There is no ${request.method} /sandbox/${path}.`);
    const result = await answering(sandbox, await readRequest(request));
    response.writeHead(200, headers).end(JSON.stringify(result));
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(Object(error).message ?? error);
    response.writeHead(400, headers).end(JSON.stringify({ error: message }));
  }
}
