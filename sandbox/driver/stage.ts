import type { Json } from '../json.js';
import type { Deliver, Delivery } from '../transport/delivery.js';
import type { SandboxUser } from '../world/types.js';
import type { World } from '../world/world.js';
import { NotPossible } from './not-possible.js';

/** What a person's acts need: the workspace, and the way to the bot. */
export interface Stage {
  world: World;
  deliver: Deliver;
}

/** How an act ended, as the person saw it. */
export interface Answer {
  status: 'acked' | 'timed_out' | 'failed';
  ms: number;
  /** What Slack showed because the bot was late or failed. */
  shown?: string;
  /** What the bot said in its very answer (slash commands). */
  text?: string;
  blocks?: Json[];
  /** The question a confirm dialog asked before; the driver always agrees. */
  confirmed?: string;
}

export const WARNING_ICON = '⚠ The control shows a warning icon: the app did not answer.';

/** An answer from a delivery; on failure the person is shown `whenBad`. */
export function toAnswer(stage: Stage, userId: string, delivery: Delivery, whenBad: string): Answer {
  const { status, ms } = delivery;
  if (status === 'acked') return { status, ms };
  stage.world.notify(userId, whenBad);
  return { status, ms, shown: whenBad };
}

/** What every interaction payload starts with: docs.slack.dev/reference/interaction-payloads, @slack/bolt types/actions. */
export function payloadBase(world: World, user: SandboxUser): Json {
  const { team, appId } = world.identity;
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId ?? team.id },
    api_app_id: appId,
    token: 'sandbox-verification-token',
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The person, if they can use Slack at all. */
export function activeUser(world: World, userId: string): SandboxUser {
  const user = world.users.get(userId);
  if (user && !user.deleted) return user;
  throw new NotPossible(`${user?.name ?? userId} cannot use Slack: ${user ? 'deactivated' : 'unknown'}.`);
}
