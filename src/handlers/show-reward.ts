import { readRewardByNumber } from '../services/read-reward-by-number.js';
import { buildOwnReward, buildRewardSheet } from '../views/reward-sheet.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs } from './explain.js';
import { readerNow } from './reader-now.js';

/** `/reward R-1042`: the reward and its history, or what its partner may see of it. */
export async function showReward(deps: HandlerDeps, { body, client }: CommandArgs, number: number): Promise<void> {
  const [found, reader] = await Promise.all([
    readRewardByNumber(deps, deps.workspaceId, body.user_id, number),
    readerNow(deps, client, body.user_id),
  ]);
  const view =
    found.for === 'team' ? buildRewardSheet(found.card, found.link, reader) : buildOwnReward(found.sheet, reader);
  await client.views.open({ trigger_id: body.trigger_id, view });
}
