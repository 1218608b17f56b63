import { realNow } from './real-clock.js';
import type { ShownApp } from './screen/screen.js';
import { type ClockOptions, SandboxClock } from './world/sandbox-clock.js';
import type { SandboxChannel, SandboxUser, SandboxUserGroup, Team } from './world/types.js';
import { World } from './world/world.js';

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

/** Another company's workspace, in a sandbox of its own. */
export interface Neighbour {
  name: string;
  /** What is different there. */
  about: string;
  /** Starts it if need be, and answers its address. */
  open(): Promise<string>;
}

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
  /** The app as its manifest describes it. */
  app?: Omit<ShownApp, 'userId'>;
  /** Milliseconds; instead of the real time. The 3 s deadlines run on that all the same. */
  now?: () => number;
  clock?: ClockOptions;
  /** Other workspaces that the page can go to. */
  neighbours?: Neighbour[];
  /** A JSON file in which the workspace outlives the sandbox. Who and what is there wins over these options. */
  keepIn?: string;
}

/** The workspace as the options describe it, before anything happened in it. */
export function createWorld(options: SandboxOptions): World {
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
      ...(options.app ? { botName: options.app.name } : {}),
    },
    new SandboxClock(options.now ?? realNow, options.clock),
  );
}
