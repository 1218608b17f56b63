import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { changeWorld, createWorldChanges, type WorldChanges } from './control/change-world.js';
import { createActs } from './control/do-act.js';
import { createWorld, type SandboxOptions } from './create-world.js';
import { eventPayload } from './driver/event-payload.js';
import { type Message, presentMessage } from './driver/message.js';
import { Person } from './driver/person.js';
import { type Answer, type Stage, toAnswer } from './driver/stage.js';
import { isObject, type Json } from './json.js';
import type { Act, Change, ClockMove, Outcome } from './screen/acts.js';
import { buildScreen } from './screen/build-screen.js';
import type { Screen } from './screen/screen.js';
import { close, listen } from './server.js';
import { type TrafficEntry, TrafficLog } from './traffic.js';
import type { Deliver, Delivery, PayloadKind, Retry } from './transport/delivery.js';
import { createHttpTransport } from './transport/http-transport.js';
import { sendSigned } from './transport/send-signed.js';
import { SocketTransport } from './transport/socket-transport.js';
import { Forecast } from './weather.js';
import { keepWorld } from './world/keep-world.js';
import type { Team } from './world/types.js';
import type { World } from './world/world.js';

export type { SandboxOptions } from './create-world.js';
export type { Message } from './driver/message.js';
export type { Modal } from './driver/modal.js';
export type { Person } from './driver/person.js';
export type { Answer } from './driver/stage.js';

/** Bytes for the bot's request URL. What is left out is what Slack would send. */
interface RawRequest {
  body: string;
  contentType?: string;
  timestamp?: number;
  signature?: string;
  headers?: Record<string, string>;
}

export interface Sandbox extends WorldChanges {
  url: string;
  /** Ends in `/api/`. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  botUserId: string;
  team: Team;
  /** The whole state, for the page and the command line. */
  world: World;
  transport: 'http' | 'socket';
  /** How many Socket Mode connections are open. */
  connections(): number;
  deliverTo(requestUrl: string): void;
  as(userId: string): Person;
  /** Top-level, oldest first. */
  messagesIn(channelId: string): Message[];
  /** Replies, oldest first. */
  thread(channelId: string, ts: string): Message[];
  directMessages(userId: string): Message[];
  messageNumber(number: number): Message | undefined;
  weather: Forecast;
  /** The latest 2,000. */
  traffic: TrafficEntry[];
  /** What this person sees, as the page is told. */
  screenOf(userId: string): Screen;
  /** What the page does for this person. */
  act(userId: string, act: Act): Promise<Outcome>;
  change(change: Change): void;
  moveClock(to: ClockMove): Promise<void>;
  /** What the page shows while the workspace is being filled; nothing, once it is. */
  setUp(progress?: Screen['setup']): void;
  /** The address of a neighbour, opened if need be. */
  goTo(name: string): Promise<string>;
  /** Called whenever something may have changed. Answers how to stop it. */
  onChange(listener: () => void): () => void;
  /** Any event of the Events API. */
  event(event: Json): Promise<Answer>;
  /** Raw bytes over HTTP, whatever the transport: bad signatures, stale times, other content types. */
  send(request: RawRequest): Promise<{ status: number; body: string }>;
  /** Sends an envelope with exactly these fields over the newest Socket Mode connection. */
  sendEnvelope(fields: Json): Promise<Delivery>;
  /** The same payload once more, through the current transport. */
  redeliver(entry: TrafficEntry, retry?: Retry): Promise<Delivery>;
  /** Asks the bot to open a new Socket Mode connection. */
  askToReconnect(reason?: string): void;
  stop(): Promise<void>;
}

function kindOf(payload: Json): PayloadKind {
  if (payload.command !== undefined) return 'slash_commands';
  return payload.type === 'event_callback' ? 'events_api' : 'interactive';
}

/** Starts a local Slack on loopback. Unless it is told to keep the workspace, that is gone after `stop`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = createWorld(options);
  const stopKeeping = options.keepIn === undefined ? async () => {} : keepWorld(world, options.keepIn);
  const traffic = new TrafficLog(world.now, world.pulse);
  const forecast = new Forecast(() => world.pulse.beat());
  const sockets = new SocketTransport(world, traffic, forecast);
  const transport = options.transport ?? 'http';
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  let requestUrl = options.requestUrl;
  const overHttp = createHttpTransport(world, traffic, forecast, () => requestUrl, stopping.signal);
  const deliver: Deliver = (kind, payload, retry) =>
    transport === 'http' ? overHttp(kind, payload, retry) : sockets.deliver(kind, payload, retry);
  const stage: Stage = { world, deliver };
  const { identity } = world;
  const shown = (channelId: string, threadTs?: string) =>
    world.messages
      .filter((it) => it.channel === channelId && it.threadTs === threadTs && it.seenOnlyBy === undefined)
      .map((it) => presentMessage(world, it));
  const changes = createWorldChanges(world, () => sockets.drop());
  const app = options.app ?? { name: world.botName, hasHome: true, isReadOnly: false, commands: [], shortcuts: [] };
  const { neighbours = [] } = options;
  const shownNeighbours = neighbours.map(({ name, about }) => ({ name, about }));
  let setup: Screen['setup'];

  const sandbox: Sandbox = {
    ...changes,
    url: '',
    apiUrl: '',
    botToken: identity.botToken,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    botUserId: identity.botUserId,
    team: identity.team,
    world,
    transport,
    connections: () => sockets.connections,
    deliverTo: (url) => {
      requestUrl = url;
    },
    as: (userId) => {
      if (!world.users.has(userId)) throw new Error(`There is no user ${userId}.`);
      return new Person(stage, userId);
    },
    messagesIn: (channelId) => shown(channelId),
    thread: (channelId, ts) => shown(channelId, ts),
    directMessages: (userId) => shown(world.directWith(userId)),
    messageNumber: (number) => {
      const found = world.messages.find((it) => it.number === number);
      return found && presentMessage(world, found);
    },
    weather: forecast,
    traffic: traffic.entries,
    screenOf: (userId) => buildScreen(world, userId, { app, neighbours: shownNeighbours, ...(setup ? { setup } : {}) }),
    goTo: async (name) => {
      const neighbour = neighbours.find((it) => it.name === name);
      if (!neighbour) throw new Error(`There is no workspace ${name}.`);
      return neighbour.open();
    },
    act: createActs(stage),
    change: (change) => changeWorld(world, changes, change),
    moveClock: (to) => world.clock.moveTo(to, () => world.pulse.beat()),
    setUp: (progress) => {
      setup = progress;
      world.pulse.beat();
    },
    onChange: (listener) => world.pulse.onBeat(listener),
    event: async (event) => {
      const delivery = await deliver('events_api', eventPayload(world, { event_ts: world.nextTs(), ...event }));
      return toAnswer(stage, identity.botUserId, delivery, 'The event was not delivered.');
    },
    send: (raw) => {
      if (requestUrl === undefined) throw new Error('The sandbox has no request URL yet.');
      return sendSigned({
        url: requestUrl,
        contentType: 'application/x-www-form-urlencoded',
        timestamp: Math.floor(world.clock.real() / 1000),
        signingSecret: identity.signingSecret,
        patienceMs: 10_000,
        stopped: stopping.signal,
        ...raw,
      });
    },
    sendEnvelope: (fields) => sockets.deliverRaw(fields),
    redeliver: (entry, retry) => {
      if (entry.direction !== 'to_bot' || !isObject(entry.request))
        throw new Error('Only what was sent to the bot can be sent again.');
      return deliver(kindOf(entry.request), entry.request, retry);
    },
    askToReconnect: (reason = 'refresh_requested') => sockets.askToReconnect(reason),
    stop: async () => {
      stopping.abort();
      await sockets.stop();
      await close(server);
      await stopKeeping();
    },
  };

  const server = await listen({ world, traffic, forecast }, sockets, sandbox, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  world.url = `http://127.0.0.1:${port}`;
  return Object.assign(sandbox, { url: world.url, apiUrl: `${world.url}/api/` });
}

type Truthy<T> = Exclude<T, undefined | null | false | '' | 0>;

/** After how long something is called never: on a machine that has more to do than cores, not a measure of speed. */
const PATIENCE_MS = 15_000;

/**
 * Asks until `probe` answers something truthy and does not throw, ever more rarely; the last failure is thrown when time
 * is up.
 */
export async function eventually<T>(probe: () => T | Promise<T>, timeoutMs = PATIENCE_MS): Promise<Truthy<T>> {
  const end = performance.now() + timeoutMs;
  for (let pauseMs = 15; ; pauseMs = Math.min(pauseMs * 1.2, 100)) {
    try {
      const result = await probe();
      if (result) return result as Truthy<T>;
      if (performance.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${probe}`);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await wait(pauseMs);
  }
}
