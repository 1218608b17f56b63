import type { Json } from '../json.js';
import type { ViewState } from '../world/types.js';

// What goes to the page. The page draws this and nothing else; what it sends back is in acts.ts.

/** Everything one person sees of the workspace, at one moment. Times are milliseconds of the sandbox's clock. */
export interface Screen {
  team: { id: string; name: string; domain: string };
  /** Who is looking. */
  me: string;
  app: ShownApp;
  people: ShownPerson[];
  userGroups: { id: string; handle: string }[];
  /** The channels this person is in, and their direct messages with the bot. */
  conversations: ShownConversation[];
  /** Of those conversations, oldest first, with what only this person sees. */
  messages: ShownMessage[];
  /** Open modals, the lowest first. */
  modals: ShownView[];
  /** The app's Home tab, once it was published. */
  home?: ShownView;
  /** What Slack itself said: time-outs, trouble. */
  notices: { id: number; at: number; text: string }[];
  clock: ShownClock;
  /** Other companies' workspaces that can be gone to. */
  neighbours: { name: string; about: string }[];
  /** Present while the workspace is being filled: what is done so far, of 1. */
  setup?: { label: string; done: number };
}

/** The app as its manifest describes it. */
export interface ShownApp {
  name: string;
  userId: string;
  hasHome: boolean;
  /** Nothing can be written to it: its messages are read. */
  isReadOnly: boolean;
  commands: { command: string; description: string; usageHint: string }[];
  shortcuts: { name: string; callbackId: string; type: 'global' | 'message'; description: string }[];
}

export interface ShownPerson {
  id: string;
  name: string;
  realName: string;
  /** What they are in this company. */
  title?: string;
  email?: string;
  tz?: string;
  isBot: boolean;
  isDeactivated: boolean;
  isGuest: boolean;
  isExternal: boolean;
  /** Offered in the switch of who you are. */
  isPlayable: boolean;
}

export interface ShownConversation {
  id: string;
  kind: 'channel' | 'private' | 'direct';
  name: string;
  members: string[];
  hasBot: boolean;
  isShared: boolean;
  isArchived: boolean;
}

export interface ShownMessage {
  number: number;
  channel: string;
  ts: string;
  user: string;
  text: string;
  /** With every block_id and action_id filled in. */
  blocks: Json[];
  files: ShownFile[];
  threadTs?: string;
  isEdited: boolean;
  isEphemeral: boolean;
  /** What is picked in the message's own menus. */
  state: ViewState;
}

export interface ShownFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  /** In bytes. */
  size: number;
  /** Where the page reads it. */
  url: string;
  altText?: string;
}

export interface ShownView {
  id: string;
  rootId: string;
  /** Changes whenever the bot changes the view. */
  hash: string;
  /** As the bot sent it, with every block_id and action_id filled in. */
  content: Json;
  /** What is entered, as the server knows it: what the person types meanwhile is the page's own. */
  state: ViewState;
  /** Under fields, by block_id. */
  errors: Record<string, string>;
}

export interface ShownClock {
  now: number;
  timeZone: string;
  /** Whether it can be moved: only where the bot obeys it. */
  isMovable: boolean;
  isMoving: boolean;
}
