import type { Json } from '../json.js';

export interface SandboxUser {
  id: string;
  name: string;
  realName: string;
  /** What they are in this company. */
  title?: string;
  email?: string;
  tz?: string;
  /** en-US, unless it says otherwise. */
  locale?: string;
  deleted?: boolean;
  isBot?: boolean;
  /** Runs the Slack workspace; an owner does too. */
  isAdmin?: boolean;
  isOwner?: boolean;
  /** A guest. */
  isRestricted?: boolean;
  /** Set for people of another company (Slack Connect). */
  teamId?: string;
  /** Someone of another company with whom the bot shares no channel. */
  isStranger?: boolean;
  /** Whether the page offers to be them; everybody but the bot, unless it says otherwise. */
  isPlayable?: boolean;
}

export interface SandboxChannel {
  id: string;
  name: string;
  isPrivate?: boolean;
  isExtShared?: boolean;
  /** An invitation to another company waits for its answer. */
  isPendingExtShared?: boolean;
  /** With another workspace of the same organisation. */
  isOrgShared?: boolean;
  isArchived?: boolean;
  /** User ids; the word `BOT` stands for the bot. */
  members: string[];
}

export interface SandboxUserGroup {
  id: string;
  handle: string;
  users: string[];
}

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface StoredMessage {
  /** Short and stable, for people at a command line. */
  number: number;
  channel: string;
  ts: string;
  user: string;
  text: string;
  blocks: Json[];
  metadata?: Json;
  threadTs?: string;
  edited: boolean;
  /** Set on ephemeral messages: the one person who sees it. */
  seenOnlyBy?: string;
  /** The ids of the files it carries. */
  files?: string[];
  /** What people picked in the message's own menus, by block and action. */
  state: ViewState;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** In bytes, as announced. */
  size: number;
  altText?: string;
  /** Whose it is. */
  user: string;
  /** Milliseconds. */
  createdAt: number;
  /** Missing until they were uploaded. */
  bytes?: Uint8Array;
  /** Only then does anybody see it. */
  isComplete: boolean;
  sharedIn: { channel: string; ts: string }[];
}

/** `view.state.values`: by block_id, then action_id. */
export type ViewState = Record<string, Record<string, Json>>;

export interface ViewRecord {
  id: string;
  userId: string;
  /** The payload as the bot sent it, ids filled in. */
  content: Json;
  /** What the person has entered so far. */
  state: ViewState;
  /** What Slack last heard of that, with an action. */
  heard: ViewState;
  /** What a block_suggestion carries. */
  served: ViewState;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** Messages under fields, by block_id. */
  errors: Record<string, string>;
}

/** What Slack shows a person when the bot fails them. */
export interface Notice {
  id: number;
  user: string;
  at: number;
  text: string;
}
