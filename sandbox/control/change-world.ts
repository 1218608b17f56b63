import type { Change } from '../screen/acts.js';
import type { SandboxChannel, SandboxUser, StoredMessage } from '../world/types.js';
import type { World } from '../world/world.js';

/** What is done to the workspace from outside, by nobody in it. All throw a sentence about what is not there. */
export interface WorldChanges {
  /** The bot joins or leaves a channel. */
  invite(channelId: string): void;
  kick(channelId: string): void;
  archive(channelId: string, archived?: boolean): void;
  /** With another company, over Slack Connect. */
  share(channelId: string, shared?: boolean): void;
  deleteMessage(channelId: string, ts: string): void;
  grant(...scopes: string[]): void;
  revoke(...scopes: string[]): void;
  addUser(user: SandboxUser): void;
  deactivate(userId: string, deactivated?: boolean): void;
  /** Cuts all Socket Mode connections. */
  dropSockets(): void;
}

function channelIn(world: World, id: string): SandboxChannel {
  const found = world.channels.get(id);
  if (!found) throw new Error(`There is no channel ${id}.`);
  return found;
}

function userIn(world: World, id: string): SandboxUser {
  const found = world.users.get(id);
  if (!found) throw new Error(`There is no user ${id}.`);
  return found;
}

function remove(world: World, message: StoredMessage | undefined, name: string): void {
  if (!message) throw new Error(`There is no message ${name}.`);
  world.forget(message);
}

export function createWorldChanges(world: World, dropSockets: () => void): WorldChanges {
  const { botUserId } = world.identity;
  const changed =
    <Given extends unknown[]>(change: (...given: Given) => void) =>
    (...given: Given) => {
      change(...given);
      world.pulse.beat();
    };
  return {
    invite: changed((id) => {
      const channel = channelIn(world, id);
      if (!world.hasBot(channel)) channel.members.push(botUserId);
    }),
    kick: changed((id) => {
      const channel = channelIn(world, id);
      channel.members = channel.members.filter((member) => member !== botUserId);
    }),
    archive: changed((id, archived = true) => {
      channelIn(world, id).isArchived = archived;
    }),
    share: changed((id, shared = true) => {
      channelIn(world, id).isExtShared = shared;
    }),
    deleteMessage: (channelId, ts) => remove(world, world.findMessage(channelId, ts), `${ts} in ${channelId}`),
    grant: changed((...scopes) => {
      for (const scope of scopes) world.scopes.add(scope);
    }),
    revoke: changed((...scopes) => {
      for (const scope of scopes) world.scopes.delete(scope);
    }),
    addUser: changed((user) => {
      world.users.set(user.id, { ...user });
    }),
    deactivate: changed((id, deactivated = true) => {
      userIn(world, id).deleted = deactivated;
    }),
    dropSockets: changed(dropSockets),
  };
}

/** The same, as the page asks for it. */
export function changeWorld(world: World, changes: WorldChanges, change: Change): void {
  switch (change.change) {
    case 'inviteBot':
      changes.invite(change.channel);
      break;
    case 'kickBot':
      changes.kick(change.channel);
      break;
    case 'archive':
      changes.archive(change.channel, change.archived);
      break;
    case 'share':
      changes.share(change.channel, change.shared);
      break;
    case 'deactivate':
      changes.deactivate(change.user, change.deactivated);
      break;
    case 'deleteMessage': {
      const found = world.messages.find(({ number }) => number === change.message);
      remove(world, found, String(change.message));
      break;
    }
    case 'scope':
      if (change.granted) changes.grant(change.scope);
      else changes.revoke(change.scope);
      break;
    case 'dropSockets':
      changes.dropSockets();
  }
}
