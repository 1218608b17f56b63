import { randomBytes } from 'node:crypto';
import type {
  Notice,
  SandboxChannel,
  SandboxUser,
  SandboxUserGroup,
  StoredMessage,
  Team,
  ViewRecord,
} from './types.js';

/** A short random id, as Slack gives to blocks without one. */
export const randomId = (bytes = 4) => randomBytes(bytes).toString('hex');

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
  readonly notices: Notice[] = [];
  readonly scopes: Set<string>;
  /** Good for one Socket Mode connection each. */
  readonly socketTickets = new Set<string>();
  /** Where the sandbox listens; known once it does. */
  url = '';
  private lastTs = 0;
  private messageCount = 0;

  constructor(
    readonly identity: Identity,
    people: { users: SandboxUser[]; channels: SandboxChannel[]; userGroups: SandboxUserGroup[]; scopes: string[] },
    readonly now: () => number,
  ) {
    for (const user of people.users) this.users.set(user.id, { ...user });
    this.users.set(identity.botUserId, { id: identity.botUserId, name: 'rewards', realName: 'Rewards', isBot: true });
    for (const channel of people.channels) {
      const members = channel.members.map((member) => (member === 'BOT' ? identity.botUserId : member));
      this.channels.set(channel.id, { ...channel, members });
    }
    this.userGroups = people.userGroups;
    this.scopes = new Set(people.scopes);
  }

  /** Message timestamps are unique and grow, even within one millisecond. */
  nextTs(): string {
    this.lastTs = Math.max(this.lastTs + 1, this.now() * 1000);
    return (this.lastTs / 1_000_000).toFixed(6);
  }

  keep(message: Omit<StoredMessage, 'number' | 'edited' | 'state'>): StoredMessage {
    this.messageCount += 1;
    const stored = { ...message, number: this.messageCount, edited: false, state: {} };
    this.messages.push(stored);
    return stored;
  }

  /** A message everybody in the channel sees. */
  findMessage(channel: string, ts: string): StoredMessage | undefined {
    return this.messages.find((it) => it.channel === channel && it.ts === ts && it.seenOnlyBy === undefined);
  }

  forget(message: StoredMessage): void {
    const index = this.messages.indexOf(message);
    if (index >= 0) this.messages.splice(index, 1);
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

  directWith(userId: string): string {
    return `D${userId.slice(1)}`;
  }

  nameOf(channelId: string): string {
    const channel = this.channels.get(channelId);
    if (!channel) return 'directmessage';
    return channel.isPrivate ? 'privategroup' : channel.name;
  }

  notify(user: string, text: string): void {
    this.notices.push({ user, at: this.now(), text });
  }

  newTrigger(userId: string, fromModal = false): string {
    const id = `${this.now()}.${this.identity.team.id}.${randomId(16)}`;
    this.triggers.set(id, { userId, bornAt: this.now(), used: false, fromModal });
    return id;
  }

  newSocketUrl(): string {
    const ticket = randomId(12);
    this.socketTickets.add(ticket);
    return `${this.url.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${this.identity.appId}`;
  }

  newResponseUrl(origin: { userId: string; channelId: string; source?: StoredMessage }): string {
    const id = randomId(12);
    this.responseUrls.set(id, { ...origin, bornAt: this.now(), uses: 0 });
    return `${this.url}/response/${id}`;
  }
}
