import { isRefusal } from '../domain/errors.js';
import type { Decision } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { decideReward } from '../services/decide-reward.js';
import { getRewardFor } from '../services/get-reward-for.js';
import { buildAloneForm } from '../views/alone-form.js';
import { type RewardRef, readRewardButton } from '../views/references.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';
import { readerNow } from './reader-now.js';

/** A press that decides: Approve, Release. */
export function pressDecision(deps: HandlerDeps, decision: Decision): Handler<ActionArgs> {
  return async (args) => decideOrAsk(deps, args, decision, readRewardButton(readActionValue(args)));
}

/** Decides, or asks the one admin who is left for the reason that deciding alone takes (SPEC 4). */
async function decideOrAsk(
  deps: HandlerDeps,
  { body, client }: ActionArgs,
  decision: Decision,
  ref: RewardRef,
): Promise<void> {
  try {
    await decideReward(deps, { ...ref, decision, workspaceId: deps.workspaceId, by: body.user.id });
  } catch (error) {
    if (!isRefusal(error, 'reason_needed')) throw error;
    const by = body.user.id;
    const [card, reader] = await Promise.all([
      getFormCard(deps, { rewardId: ref.rewardId, by }),
      readerNow(deps, client, by),
    ]);
    // Of the card that was pressed: what has changed since is refused when the reason comes back.
    const asked = { ...card, revision: ref.revision };
    const view = buildAloneForm({ card: asked, decision, actor: by, reader });
    await client.views.open({ trigger_id: body.trigger_id, view });
  }
}

/** The reward that a form is about. Each form has a permission of its own, which is checked before this. */
export function getFormCard(
  deps: HandlerDeps,
  { rewardId, by }: { readonly rewardId: string; readonly by: string },
): Promise<RewardCard> {
  return getRewardFor(deps, { workspaceId: deps.workspaceId, rewardId, by }, { inForm: true });
}

/** The value of the button that was pressed, or of the menu item that was chosen. */
export function readActionValue({ action }: ActionArgs): string | undefined {
  if (action.type === 'button') return action.value;
  return action.type === 'overflow' ? action.selected_option.value : undefined;
}
