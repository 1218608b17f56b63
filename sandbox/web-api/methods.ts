import { checkMessage } from '../block-kit/check-message.js';
import { checkView } from '../block-kit/check-view.js';
import type { Json } from '../json.js';
import type { World } from '../world/world.js';
import * as chat from './chat.js';
import * as conversations from './conversations.js';
import * as files from './files.js';
import * as people from './people.js';
import { Refusal } from './refusal.js';
import * as views from './views.js';

type Method = (args: Json, world: World) => Json;

interface MethodRow {
  run: Method;
  /** The bot scope it needs, or one per kind of conversation. */
  scope?: string | { public: string; private: string; direct: string };
  token?: 'bot' | 'app' | 'none';
}

const reading = { public: 'channels:read', private: 'groups:read', direct: 'im:read' };
const historical = { public: 'channels:history', private: 'groups:history', direct: 'im:history' };

/** docs.slack.dev/reference/methods/blocks.validate: exactly one of the three, no token. */
function validateBlocks(args: Json): Json {
  const given = ['blocks', 'message', 'view'].filter((name) => args[name] !== undefined);
  const [kind] = given;
  if (given.length !== 1 || kind === undefined) throw new Refusal('invalid_arguments');
  const problems =
    kind === 'view'
      ? checkView(args.view)
      : checkMessage({ text: '-', ...(kind === 'blocks' ? { blocks: args.blocks } : Object(args.message)) });
  if (problems.length === 0) return {};
  const errors = problems.map(({ pointer, message }) => ({
    pointer: pointer.replace(kind === 'blocks' ? /^\/blocks/ : /^\/view/, ''),
    code: 'failed_constraint',
    message,
  }));
  throw new Refusal(`invalid_${kind}`, { errors });
}

function openConnection(_args: Json, world: World): Json {
  return { url: world.newSocketUrl() };
}

/** Everything the sandbox answers. Scopes: each method's page in docs.slack.dev/reference/methods */
export const methods: Record<string, MethodRow> = {
  'apps.connections.open': { run: openConnection, token: 'app' },
  'auth.test': { run: people.authTest },
  'blocks.validate': { run: validateBlocks, token: 'none' },
  'chat.delete': { run: chat.deleteMessage, scope: 'chat:write' },
  'chat.getPermalink': { run: chat.getPermalink },
  'chat.postEphemeral': { run: chat.postEphemeral, scope: 'chat:write' },
  'chat.postMessage': { run: chat.postMessage, scope: 'chat:write' },
  'chat.update': { run: chat.updateMessage, scope: 'chat:write' },
  'conversations.history': { run: conversations.conversationHistory, scope: historical },
  'conversations.info': { run: conversations.conversationInfo, scope: reading },
  'conversations.members': { run: conversations.conversationMembers, scope: reading },
  'conversations.open': { run: conversations.openConversation, scope: 'im:write' },
  'conversations.replies': { run: conversations.conversationReplies, scope: historical },
  'files.completeUploadExternal': { run: files.completeUpload, scope: 'files:write' },
  'files.delete': { run: files.removeFile, scope: 'files:write' },
  'files.getUploadURLExternal': { run: files.getUploadUrl, scope: 'files:write' },
  'files.info': { run: files.fileInfo, scope: 'files:read' },
  'team.info': { run: people.teamInfo, scope: 'team:read' },
  'usergroups.list': { run: people.listUserGroups, scope: 'usergroups:read' },
  'usergroups.users.list': { run: people.listUserGroupUsers, scope: 'usergroups:read' },
  'users.info': { run: people.userInfo, scope: 'users:read' },
  'users.lookupByEmail': { run: people.lookupByEmail, scope: 'users:read.email' },
  'views.open': { run: views.viewsOpen },
  'views.publish': { run: views.viewsPublish },
  'views.push': { run: views.viewsPush },
  'views.update': { run: views.viewsUpdate },
};

/** The scope this call needs, by the kind of conversation it names. */
export function scopeOf(row: MethodRow, args: Json, world: World): string | undefined {
  if (row.scope === undefined || typeof row.scope === 'string') return row.scope;
  const id = String(args.channel);
  if (id.startsWith('D')) return row.scope.direct;
  return world.channels.get(id)?.isPrivate ? row.scope.private : row.scope.public;
}
