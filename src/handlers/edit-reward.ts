import { Refusal } from '../domain/errors.js';
import { toDecimal } from '../domain/money.js';
import { checkEdit, editReward } from '../services/edit-reward.js';
import { readPartnerSummary } from '../services/read-partner-summary.js';
import { readRules } from '../services/read-rules.js';
import { type RewardRef, readRewardButton } from '../views/references.js';
import { buildRewardForm, readEdit, readRewardForm } from '../views/reward-form.js';
import { readActionValue, requireCard } from './decide.js';
import type { HandlerDeps } from './deps.js';
import { readEditPart } from './edit-part.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';
import { redrawn } from './refresh-reward-form.js';
import { refusedField } from './submit-reward-form.js';

/** Edit and send back, in the message to the creator. */
export function pressEdit(deps: HandlerDeps): Handler<ActionArgs> {
  return (args) => openEditForm(deps, args, readRewardButton(readActionValue(args)));
}

/** Opens the form with the reward as it is, for who may and while changes are asked for. */
export async function openEditForm(deps: HandlerDeps, { body, client }: ActionArgs, ref: RewardRef): Promise<void> {
  const { workspaceId } = deps;
  await checkEdit(deps, { ...ref, workspaceId, by: body.user.id });
  const card = await requireCard(deps, ref.rewardId);
  const { currency } = card.amount;
  const view = buildRewardForm({
    rules: await readRules(deps, workspaceId),
    partner: await readPartnerSummary(deps, workspaceId, card.partner.id, { evenArchived: true }),
    customer: card.customer,
    amountText: toDecimal(card.amount),
    currency,
    description: card.description,
    internalNote: card.internalNote,
    edit: await readEditPart(deps, ref),
    reader: await readerNow(deps, client, body.user.id),
  });
  await client.views.open({ trigger_id: body.trigger_id, view });
}

/** Commits, then acks, as creating does. */
export function submitEditForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const { workspaceId } = deps;
    const reader = await readerNow(deps, client, body.user.id);
    const edit = readEdit(view, reader);
    const standing = edit.ok ? (await requireCard(deps, edit.value.ref.rewardId)).amount : undefined;
    const form = readRewardForm(view, await readRules(deps, workspaceId), { standing, reader });
    const errors = { ...(form.ok ? {} : form.errors), ...(edit.ok ? {} : edit.errors) };
    if (!form.ok || !edit.ok) return ack({ response_action: 'errors', errors });
    try {
      const { ref, answer } = edit.value;
      const outcome = await editReward(deps, { ...form.value, ...ref, answer, workspaceId, by: body.user.id });
      if (outcome.kind === 'sent_back') return await ack();
      const duplicate = { ...outcome.duplicate, confirm: outcome.confirm };
      await ack({
        response_action: 'update',
        view: await redrawn(deps, { client, userId: body.user.id }, view, { duplicate }),
      });
    } catch (error) {
      const errors = error instanceof Refusal && refusedField(error, reader);
      if (!errors) throw error;
      await ack({ response_action: 'errors', errors });
    }
  };
}
