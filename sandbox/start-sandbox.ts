import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { eventPayload } from './driver/event-payload.js';
import { type Message, presentMessage } from './driver/message.js';
import { Person } from './driver/person.js';
import { type Answer, type Stage, toAnswer } from './driver/stage.js';
import { isObject, type Json } from './json.js';
import { close, listen } from './server.js';
import { type TrafficEntry, TrafficLog } from './traffic.js';
import type { Deliver, Delivery, PayloadKind, Retry } from './transport/delivery.js';
import { createHttpTransport } from './transport/http-transport.js';
import { sendSigned } from './transport/send-signed.js';
import { SocketTransport } from './transport/socket-transport.js';
import { Forecast, type WeatherControl } from './weather.js';
import type { SandboxChannel, SandboxUser, SandboxUserGroup, Team } from './world/types.js';
import { World } from './world/world.js';

export type { Message } from './driver/message.js';
export type { Modal } from './driver/modal.js';
export type { Person } from './driver/person.js';
export type { Answer } from './driver/stage.js';

/** The scopes of the bot's manifest; the history scopes are optional there. */
const DEFAULT_SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'im:write',
  'team:read',
];

export interface SandboxOptions {
  /** 0 or none takes any free port. */
  port?: number;
  team?: Team;
  users: SandboxUser[];
  channels: SandboxChannel[];
  userGroups?: SandboxUserGroup[];
  scopes?: string[];
  transport?: 'http' | 'socket';
  requestUrl?: string;
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  botUserId?: string;
  /** The workspace's clock, in milliseconds; the 3 s deadlines run on the real one. */
  now?: () => number;
}

/** Bytes for the bot's request URL. What is left out is what Slack would send. */
interface RawRequest {
  body: string;
  contentType?: string;
  timestamp?: number;
  signature?: string;
  headers?: Record<string, string>;
}

export interface Sandbox {
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
  weather: WeatherControl;
  traffic: TrafficEntry[];
  /** The bot joins or leaves a channel. */
  invite(channelId: string): void;
  kick(channelId: string): void;
  archive(channelId: string): void;
  deleteMessage(channelId: string, ts: string): void;
  grant(...scopes: string[]): void;
  revoke(...scopes: string[]): void;
  addUser(user: SandboxUser): void;
  deactivate(userId: string): void;
  /** Any event of the Events API. */
  event(event: Json): Promise<Answer>;
  /** Raw bytes over HTTP, whatever the transport: bad signatures, stale times, other content types. */
  send(request: RawRequest): Promise<{ status: number; body: string }>;
  /** The same payload once more, through the current transport. */
  redeliver(entry: TrafficEntry, retry?: Retry): Promise<Delivery>;
  /** Cuts all Socket Mode connections; the other asks the bot to reconnect. */
  dropSockets(): void;
  askToReconnect(reason?: string): void;
  stop(): Promise<void>;
}

function kindOf(payload: Json): PayloadKind {
  if (payload.command !== undefined) return 'slash_commands';
  return payload.type === 'event_callback' ? 'events_api' : 'interactive';
}

function createWorld(options: SandboxOptions): World {
  return new World(
    {
      team: options.team ?? { id: 'T0SANDBOX', name: 'Sandbox', domain: 'sandbox' },
      botUserId: options.botUserId ?? 'U0REWARDS',
      botId: 'B0REWARDS',
      appId: 'A0REWARDS',
      botToken: options.botToken ?? 'xoxb-sandbox',
      appToken: options.appToken ?? 'xapp-sandbox',
      signingSecret: options.signingSecret ?? 'sandbox-signing-secret',
    },
    {
      users: options.users,
      channels: options.channels,
      userGroups: options.userGroups ?? [],
      scopes: options.scopes ?? DEFAULT_SCOPES,
    },
    options.now ?? Date.now,
  );
}

/** Starts a local Slack on loopback. It keeps everything in memory, and is gone after `stop`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = createWorld(options);
  const traffic = new TrafficLog(world.now);
  const forecast = new Forecast();
  const sockets = new SocketTransport(world, traffic);
  const transport = options.transport ?? 'http';
  const stopping = new AbortController();
  let requestUrl = options.requestUrl;
  const overHttp = createHttpTransport(world, traffic, () => requestUrl, stopping.signal);
  const deliver: Deliver = (kind, payload, retry) =>
    transport === 'http' ? overHttp(kind, payload, retry) : sockets.deliver(kind, payload, retry);
  const stage: Stage = { world, deliver };
  const { identity } = world;
  const shown = (channelId: string, threadTs?: string) =>
    world.messages
      .filter((it) => it.channel === channelId && it.threadTs === threadTs && it.seenOnlyBy === undefined)
      .map((it) => presentMessage(world, it));
  const channel = (id: string): SandboxChannel => {
    const found = world.channels.get(id);
    if (!found) throw new Error(`There is no channel ${id}.`);
    return found;
  };

  const sandbox: Sandbox = {
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
    invite: (id) => {
      if (!world.hasBot(channel(id))) channel(id).members.push(identity.botUserId);
    },
    kick: (id) => {
      channel(id).members = channel(id).members.filter((member) => member !== identity.botUserId);
    },
    archive: (id) => {
      channel(id).isArchived = true;
    },
    deleteMessage: (channelId, ts) => {
      const found = world.findMessage(channelId, ts);
      if (!found) throw new Error(`There is no message ${ts} in ${channelId}.`);
      world.forget(found);
    },
    grant: (...scopes) => {
      for (const scope of scopes) world.scopes.add(scope);
    },
    revoke: (...scopes) => {
      for (const scope of scopes) world.scopes.delete(scope);
    },
    addUser: (user) => {
      world.users.set(user.id, { ...user });
    },
    deactivate: (userId) => {
      const user = world.users.get(userId);
      if (user) user.deleted = true;
    },
    event: async (event) => {
      const delivery = await deliver('events_api', eventPayload(world, { event_ts: world.nextTs(), ...event }));
      return toAnswer(stage, identity.botUserId, delivery, 'The event was not delivered.');
    },
    send: (raw) => {
      if (requestUrl === undefined) throw new Error('The sandbox has no request URL yet.');
      return sendSigned({
        url: requestUrl,
        contentType: 'application/x-www-form-urlencoded',
        timestamp: Math.floor(Date.now() / 1000),
        signingSecret: identity.signingSecret,
        patienceMs: 10_000,
        stopped: stopping.signal,
        ...raw,
      });
    },
    redeliver: (entry, retry) => {
      if (entry.direction !== 'to_bot' || !isObject(entry.request))
        throw new Error('Only what was sent to the bot can be sent again.');
      return deliver(kindOf(entry.request), entry.request, retry);
    },
    dropSockets: () => sockets.drop(),
    askToReconnect: (reason = 'refresh_requested') => sockets.askToReconnect(reason),
    stop: async () => {
      stopping.abort();
      await sockets.stop();
      await close(server);
    },
  };

  const server = await listen({ world, traffic, forecast }, sockets, sandbox, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  world.url = `http://127.0.0.1:${port}`;
  return Object.assign(sandbox, { url: world.url, apiUrl: `${world.url}/api/` });
}

type Truthy<T> = Exclude<T, undefined | null | false | '' | 0>;

/** Asks until `probe` answers something truthy and does not throw; the last failure is thrown when time is up. */
export async function eventually<T>(probe: () => T | Promise<T>, timeoutMs = 5000): Promise<Truthy<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      const result = await probe();
      if (result) return result as Truthy<T>;
      if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${probe}`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await wait(15);
  }
}
