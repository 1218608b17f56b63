import { listIn } from '../json.js';
import { fileKindOf } from '../world/files.js';
import { withPictures } from '../world/pictures.js';
import type { StoredFile, StoredMessage, ViewRecord } from '../world/types.js';
import { homeOf, stackOf } from '../world/views.js';
import { isSeenBy } from '../world/who-sees.js';
import type { World } from '../world/world.js';
import type { Screen, ShownApp, ShownConversation, ShownFile, ShownMessage, ShownPerson, ShownView } from './screen.js';

type MayRead = (channel: string) => boolean;

/** What the page is told beside the workspace itself. */
export interface About {
  app: Omit<ShownApp, 'userId'>;
  neighbours: Screen['neighbours'];
  setup?: Screen['setup'];
}

function showPeople(world: World): ShownPerson[] {
  return [...world.users.values()].map((user) => ({
    id: user.id,
    name: user.name,
    realName: user.realName,
    ...(user.title === undefined ? {} : { title: user.title }),
    ...(user.email === undefined ? {} : { email: user.email }),
    ...(user.tz === undefined ? {} : { tz: user.tz }),
    isBot: user.isBot === true,
    isDeactivated: user.deleted === true,
    isGuest: user.isRestricted === true,
    isExternal: world.isExternal(user),
    isPlayable: user.isPlayable ?? user.isBot !== true,
  }));
}

/** Their channels, and their direct messages with the bot: always there, except for strangers it has not written to. */
function showConversations(world: World, userId: string): ShownConversation[] {
  const { botUserId } = world.identity;
  const channels = [...world.channels.values()].filter((channel) => channel.members.includes(userId));
  const shown = channels.map(
    (channel): ShownConversation => ({
      id: channel.id,
      kind: channel.isPrivate === true ? 'private' : 'channel',
      name: channel.name,
      members: [...channel.members],
      hasBot: world.hasBot(channel),
      isShared: channel.isExtShared === true,
      isArchived: channel.isArchived === true,
    }),
  );
  const user = world.users.get(userId);
  const direct = world.directWith(userId);
  if (!user || user.isBot || (world.isStranger(user) && !world.directs.has(direct))) return shown;
  const flags = { hasBot: true, isShared: false, isArchived: false };
  return [...shown, { id: direct, kind: 'direct', name: world.botName, members: [userId, botUserId], ...flags }];
}

function showFile(file: StoredFile): ShownFile {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: fileKindOf(file.name).mimetype,
    size: file.size,
    url: `/sandbox/files/${file.id}`,
    ...(file.altText === undefined ? {} : { altText: file.altText }),
  };
}

function showMessage(world: World, message: StoredMessage, mayRead: MayRead): ShownMessage {
  return {
    number: message.number,
    channel: message.channel,
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: withPictures(world, message.blocks, mayRead),
    files: (message.files ?? []).flatMap((id) => world.files.get(id) ?? []).map(showFile),
    ...(message.threadTs === undefined ? {} : { threadTs: message.threadTs }),
    isEdited: message.edited,
    isEphemeral: message.seenOnlyBy !== undefined,
    state: message.state,
  };
}

function showView(world: World, { content, ...view }: ViewRecord, mayRead: MayRead): ShownView {
  const { id, rootId, hash, state, errors } = view;
  const blocks = withPictures(world, listIn(content.blocks), mayRead);
  return { id, rootId, hash, content: { ...content, blocks }, state, errors };
}

/** Who looks first, where nobody says who they are. */
function firstPlayable(world: World): string {
  return [...world.users.values()].find((user) => !user.isBot && user.isPlayable !== false)?.id ?? '';
}

/** Everything this person sees now; nobody named is the first there is. Whoever is deactivated sees no more than who is there. */
export function buildScreen(world: World, viewer: string, { app, neighbours, setup }: About): Screen {
  const userId = viewer === '' ? firstPlayable(world) : viewer;
  const user = world.users.get(userId);
  if (!user) throw new Error(`There is no user ${userId}.`);
  const isIn = user.deleted !== true;
  const conversations = isIn ? showConversations(world, userId) : [];
  const ids = new Set(conversations.map(({ id }) => id));
  const mayRead: MayRead = (channel) => ids.has(channel);
  const messages = world.messages.filter((it) => ids.has(it.channel) && isSeenBy(world, userId, it));
  const home = isIn ? homeOf(world, userId) : undefined;
  return structuredClone({
    team: world.identity.team,
    me: userId,
    app: { ...app, userId: world.identity.botUserId },
    people: showPeople(world),
    userGroups: world.userGroups.map(({ id, handle }) => ({ id, handle })),
    conversations,
    messages: messages.map((it) => showMessage(world, it, mayRead)),
    modals: isIn ? stackOf(world, userId).map((it) => showView(world, it, mayRead)) : [],
    ...(home ? { home: showView(world, home, mayRead) } : {}),
    notices: world.notices.filter((it) => it.user === userId).map(({ id, at, text }) => ({ id, at, text })),
    clock: world.clock.state,
    neighbours,
    ...(setup ? { setup } : {}),
  });
}
