import { toDecimal } from '../domain/money.js';
import { checkEdit, editReward, getStandingAmount } from '../services/edit-reward.js';
import { getFormChoices } from '../services/get-form-choices.js';
import { readRules } from '../services/read-rules.js';
import { type RewardRef, readRewardButton } from '../views/references.js';
import { buildRewardForm, readEdit, readRewardForm } from '../views/reward-form.js';
import { getFormCard, readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';
import { answerRewardForm } from './submit-reward-form.js';

/** Edit and send back, in the message to the creator. */
export function pressEdit(deps: HandlerDeps): Handler<ActionArgs> {
  return (args) => openEditForm(deps, args, readRewardButton(readActionValue(args)));
}

/** Opens the form with the reward as it is, for who may and while changes are asked for. */
export async function openEditForm(deps: HandlerDeps, { body, client }: ActionArgs, ref: RewardRef): Promise<void> {
  const { workspaceId } = deps;
  const { rewardId } = ref;
  const by = body.user.id;
  const [reader] = await Promise.all([readerNow(deps, client, by), checkEdit(deps, { ...ref, workspaceId, by })]);
  const card = await getFormCard(deps, { rewardId, by });
  const [rules, { partner, edited }] = await Promise.all([
    readRules(deps, workspaceId),
    getFormChoices(deps, { workspaceId, by, partnerId: card.partner.id, rewardId }),
  ]);
  const edit = edited && { ...ref, ...edited };
  const { customer, amount, description, internalNote } = card;
  const standing = { customer, amountText: toDecimal(amount), currency: amount.currency, description, internalNote };
  const view = buildRewardForm({ ...standing, rules, partner, edit, reader });
  await client.views.open({ trigger_id: body.trigger_id, view });
}

/** Commits, then acks, as creating does. */
export function submitEditForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const { ack, body, client, view } = args;
    const { workspaceId } = deps;
    const reader = await readerNow(deps, client, body.user.id);
    const edit = readEdit(view, reader);
    const by = body.user.id;
    const standing = edit.ok
      ? await getStandingAmount(deps, { workspaceId, rewardId: edit.value.ref.rewardId, by })
      : undefined;
    const form = readRewardForm(view, await readRules(deps, workspaceId), { standing, reader });
    const errors = { ...(form.ok ? {} : form.errors), ...(edit.ok ? {} : edit.errors) };
    if (!form.ok || !edit.ok) return ack({ response_action: 'errors', errors });
    const { ref, answer } = edit.value;
    await answerRewardForm(deps, args, reader, () =>
      editReward(deps, { ...form.value, ...ref, answer, workspaceId, by }),
    );
  };
}
