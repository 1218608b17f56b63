import type { Json } from '../json.js';
import { randomId, type World } from '../world/world.js';

/** The outer event: docs.slack.dev/apis/events-api#callback-field; EnvelopedEvent in @slack/bolt 5.1.0, types/events. */
export function eventPayload(world: World, event: Json): Json {
  const { team, appId, botUserId } = world.identity;
  return {
    token: 'sandbox-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomId(5).toUpperCase()}`,
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${randomId(8)}`,
  };
}
