import { flagIn, type Json } from '../json.js';
import type { SandboxUser } from '../world/types.js';
import type { World } from '../world/world.js';
import { Refusal, requireText } from './refusal.js';

// Answers: @slack/web-api 8.2.0, types/response/{UsersInfo,UsersLookupByEmail,Usergroups*,TeamInfo,AuthTest}Response.d.ts

/** The locale is told to who asks for it: docs.slack.dev/reference/methods/users.info, include_locale. */
function userPayload(world: World, user: SandboxUser, withLocale = false): Json {
  const external = world.isExternal(user);
  // The e-mail needs its own scope; strangers show none either.
  const shown = world.scopes.has('users:read.email') && !world.isStranger(user) && user.email !== undefined;
  return {
    id: user.id,
    team_id: user.teamId ?? world.identity.team.id,
    name: user.name,
    deleted: user.deleted === true,
    real_name: user.realName,
    ...(external ? {} : { tz: user.tz ?? 'Europe/Berlin' }),
    ...(withLocale && !external ? { locale: user.locale ?? 'en-US' } : {}),
    ...(external ? { is_stranger: world.isStranger(user) } : {}),
    is_bot: user.isBot === true,
    is_admin: isRunningSlack(user),
    is_owner: user.isOwner === true,
    is_primary_owner: false,
    is_restricted: user.isRestricted === true,
    is_ultra_restricted: false,
    is_app_user: false,
    profile: {
      real_name: user.realName,
      display_name: user.name,
      ...(shown ? { email: user.email } : {}),
    },
  };
}

export function userInfo(args: Json, world: World): Json {
  const user = world.users.get(requireText(args, 'user'));
  if (!user) throw new Refusal('user_not_found');
  return { user: userPayload(world, user, flagIn(args.include_locale)) };
}

/** An owner is an admin too: docs.slack.dev/reference/objects/user-object. */
function isRunningSlack({ isAdmin, isOwner }: SandboxUser): boolean {
  return isAdmin === true || isOwner === true;
}

/** Finds active people of this workspace only, never those of other companies. */
export function lookupByEmail(args: Json, world: World): Json {
  const email = requireText(args, 'email').toLowerCase();
  const user = [...world.users.values()].find((it) => it.email?.toLowerCase() === email);
  if (!user || user.deleted || world.isExternal(user)) throw new Refusal('users_not_found');
  return { user: userPayload(world, user) };
}

export function listUserGroups(args: Json, world: World): Json {
  const usergroups = world.userGroups.map((group) => ({
    id: group.id,
    team_id: world.identity.team.id,
    is_usergroup: true,
    name: group.handle,
    handle: group.handle,
    date_delete: 0,
    user_count: group.users.length,
    ...(flagIn(args.include_users) ? { users: group.users } : {}),
  }));
  return { usergroups };
}

export function listUserGroupUsers(args: Json, world: World): Json {
  const group = world.userGroups.find((it) => it.id === requireText(args, 'usergroup'));
  if (!group) throw new Refusal('no_such_subteam');
  return { users: group.users.filter((id) => !world.users.get(id)?.deleted) };
}

export function teamInfo(_args: Json, world: World): Json {
  const { team } = world.identity;
  return { team: { ...team, email_domain: '', url: `https://${team.domain}.slack.com/` } };
}

export function authTest(_args: Json, world: World): Json {
  const { team, botUserId, botId, appId } = world.identity;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: world.users.get(botUserId)?.name ?? '',
    team_id: team.id,
    user_id: botUserId,
    bot_id: botId,
    app_id: appId,
    is_enterprise_install: false,
  };
}
