import { randomBytes } from 'node:crypto';
import { Pulse } from './pulse.js';
import type { SandboxClock } from './sandbox-clock.js';
import type {
  Notice,
  SandboxChannel,
  SandboxUser,
  SandboxUserGroup,
  StoredFile,
  StoredMessage,
  Team,
  ViewRecord,
} from './types.js';

/** A short random id, as Slack gives to blocks without one. */
export const randomId = (bytes = 4) => randomBytes(bytes).toString('hex');

// Long after they have expired, which is answered with a word of its own.
const AN_HOUR = 3_600_000;

export interface Trigger {
  userId: string;
  bornAt: number;
  used: boolean;
  /** Only an interaction in a modal may push another view onto it. */
  fromModal: boolean;
}

export interface ResponseUrl {
  userId: string;
  channelId: string;
  bornAt: number;
  uses: number;
  /** The message whose control was used, if any. */
  source?: StoredMessage;
}

export interface Identity {
  team: Team;
  botUserId: string;
  botId: string;
  appId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
}

/** The state of the workspace: who is there, what was said, which views are open. */
export class World {
  readonly users = new Map<string, SandboxUser>();
  readonly channels = new Map<string, SandboxChannel>();
  readonly userGroups: SandboxUserGroup[];
  /** DM channel id to the person on the other side. */
  readonly directs = new Map<string, string>();
  readonly messages: StoredMessage[] = [];
  readonly views = new Map<string, ViewRecord>();
  /** Open modals per person, root first. */
  readonly stacks = new Map<string, string[]>();
  readonly homes = new Map<string, string>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly files = new Map<string, StoredFile>();
  /** Upload ticket to file id. */
  readonly uploads = new Map<string, string>();
  readonly notices: Notice[] = [];
  readonly scopes: Set<string>;
  /** Good for one Socket Mode connection each. */
  readonly socketTickets = new Set<string>();
  /** Where the sandbox listens; known once it does. */
  url = '';
  /** The last ts given out, in microseconds, and how many messages and notices there ever were. */
  readonly counters = { ts: 0, messages: 0, notices: 0 };
  /** Beats with every change. */
  readonly pulse = new Pulse();

  constructor(
    readonly identity: Identity,
    people: {
      users: SandboxUser[];
      channels: SandboxChannel[];
      userGroups: SandboxUserGroup[];
      scopes: string[];
      botName?: string;
    },
    readonly clock: SandboxClock,
  ) {
    for (const user of people.users) this.users.set(user.id, { ...user });
    const bot = { id: identity.botUserId, name: 'rewards', realName: people.botName ?? 'Rewards', isBot: true };
    this.users.set(bot.id, bot);
    for (const channel of people.channels) {
      const members = channel.members.map((member) => (member === 'BOT' ? identity.botUserId : member));
      this.channels.set(channel.id, { ...channel, members });
    }
    this.userGroups = [...people.userGroups];
    this.scopes = new Set(people.scopes);
  }

  get now(): () => number {
    return this.clock.now;
  }

  /** Message timestamps are unique and grow, even within one millisecond. */
  nextTs(): string {
    this.counters.ts = Math.max(this.counters.ts + 1, this.now() * 1000);
    return (this.counters.ts / 1_000_000).toFixed(6);
  }

  keep(message: Omit<StoredMessage, 'number' | 'edited' | 'state'>): StoredMessage {
    this.counters.messages += 1;
    const stored = { ...message, number: this.counters.messages, edited: false, state: {} };
    this.messages.push(stored);
    this.pulse.beat();
    return stored;
  }

  /** A message everybody in the channel sees. */
  findMessage(channel: string, ts: string): StoredMessage | undefined {
    return this.messages.find((it) => it.channel === channel && it.ts === ts && it.seenOnlyBy === undefined);
  }

  forget(message: StoredMessage): void {
    const index = this.messages.indexOf(message);
    if (index >= 0) this.messages.splice(index, 1);
    this.pulse.beat();
  }

  isExternal(user: SandboxUser): boolean {
    return user.teamId !== undefined && user.teamId !== this.identity.team.id;
  }

  /** People of other companies are strangers unless a channel holds both them and the bot. */
  isStranger(user: SandboxUser): boolean {
    if (user.isStranger !== undefined) return user.isStranger;
    const shared = [...this.channels.values()].some(
      (channel) => this.hasBot(channel) && channel.members.includes(user.id),
    );
    return this.isExternal(user) && !shared;
  }

  hasBot(channel: SandboxChannel): boolean {
    return channel.members.includes(this.identity.botUserId);
  }

  get botName(): string {
    return this.users.get(this.identity.botUserId)?.realName ?? '';
  }

  directWith(userId: string): string {
    return `D${userId.slice(1)}`;
  }

  nameOf(channelId: string): string {
    const channel = this.channels.get(channelId);
    if (!channel) return 'directmessage';
    return channel.isPrivate ? 'privategroup' : channel.name;
  }

  notify(user: string, text: string): void {
    this.counters.notices += 1;
    this.notices.push({ id: this.counters.notices, user, at: this.now(), text });
    this.pulse.beat();
  }

  newTrigger(userId: string, fromModal = false): string {
    const id = `${this.now()}.${this.identity.team.id}.${randomId(16)}`;
    for (const [old, { bornAt }] of this.triggers) if (this.clock.real() - bornAt > AN_HOUR) this.triggers.delete(old);
    this.triggers.set(id, { userId, bornAt: this.clock.real(), used: false, fromModal });
    return id;
  }

  newSocketUrl(): string {
    const ticket = randomId(12);
    this.socketTickets.add(ticket);
    return `${this.url.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${this.identity.appId}`;
  }

  newResponseUrl(origin: { userId: string; channelId: string; source?: StoredMessage }): string {
    const id = randomId(12);
    this.responseUrls.set(id, { ...origin, bornAt: this.clock.real(), uses: 0 });
    return `${this.url}/response/${id}`;
  }
}
