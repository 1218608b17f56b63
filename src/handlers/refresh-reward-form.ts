import { getFormChoices } from '../services/get-form-choices.js';
import { readRules } from '../services/read-rules.js';
import { refusalCode } from '../slack/errors.js';
import { buildRewardForm, draftOf, type RewardForm, readFormMemory } from '../views/reward-form.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';
import type { Asking } from './open-reward-form.js';
import { readerNow } from './reader-now.js';

/** A partner or a customer was chosen: the form says what follows from it and keeps all that was put in. */
export function refreshRewardForm(deps: HandlerDeps): Handler<ActionArgs> {
  /** When the last choice was made in each form that is being redrawn. */
  const lastChoice = new Map<string, string>();
  return async ({ action, body, client }) => {
    const { view } = body;
    if (!view) return;
    const madeAt = 'action_ts' in action ? action.action_ts : '';
    const isLast = () => (lastChoice.get(view.id) ?? '') <= madeAt;
    if (isLast()) lastChoice.set(view.id, madeAt);
    try {
      const form = await redrawn(deps, { client, userId: body.user.id }, view);
      await client.views.update({ view_id: view.id, hash: view.hash, view: form }).catch(async (error: unknown) => {
        // An earlier choice was drawn after this one was made: this one knows of both.
        if (refusalCode(error) !== 'hash_conflict' || !isLast()) throw error;
        await client.views.update({ view_id: view.id, view: form });
      });
    } catch (error) {
      // A later choice redraws the form, or the form is closed: what this one would show is out of date.
      if (!hasMovedOn(error)) throw error;
    } finally {
      if (lastChoice.get(view.id) === madeAt) lastChoice.delete(view.id);
    }
  };
}

/** The form as it stands, with what there is to say of it now. */
export async function redrawn(
  deps: HandlerDeps,
  { client, userId }: Pick<Asking, 'client' | 'userId'>,
  view: Parameters<typeof draftOf>[0],
  news: Pick<RewardForm, 'duplicate'> = {},
) {
  const { partnerId, customerId, ...typed } = draftOf(view);
  const { edit } = readFormMemory(view.private_metadata);
  const asked = { workspaceId: deps.workspaceId, by: userId, partnerId, customerId, rewardId: edit?.rewardId };
  const [rules, { partner, customer, edited }, reader] = await Promise.all([
    readRules(deps, deps.workspaceId),
    getFormChoices(deps, asked),
    readerNow(deps, client, userId),
  ]);
  const editPart = edit && edited && { ...edit, ...edited };
  return buildRewardForm({ ...typed, ...news, rules, partner, customer, edit: editPart, reader });
}
