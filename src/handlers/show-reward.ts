import { readRewardByNumber } from '../services/read-reward-by-number.js';
import { buildOwnReward, buildRewardSheet } from '../views/reward-sheet.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs } from './explain.js';

/** `/reward R-1042`: the reward and its history, or what its partner may see of it. */
export async function showReward(deps: HandlerDeps, { body, client }: CommandArgs, number: number): Promise<void> {
  const found = await readRewardByNumber(deps, deps.workspaceId, body.user_id, number);
  const view = found.for === 'team' ? buildRewardSheet(found.card, found.link) : buildOwnReward(found.sheet);
  await client.views.open({ trigger_id: body.trigger_id, view });
}
