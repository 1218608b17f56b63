import { isRefusal } from '../domain/errors.js';
import { checkClawback, clawBack, getClawbackCurrency } from '../services/claw-back.js';
import { buildClawbackForm, readClawbackForm, readClawbackRef } from '../views/clawback-form.js';
import { INPUT } from '../views/ids.js';
import type { RewardRef } from '../views/references.js';
import { refusalPlain } from '../views/refusals.js';
import { getFormCard } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';

/** Claw back…, on a paid reward: for who may, while something is left to take back. */
export async function openClawbackForm(deps: HandlerDeps, args: ActionArgs, { rewardId }: RewardRef): Promise<void> {
  const { body, client } = args;
  const by = body.user.id;
  const checkAndRead = async () => {
    const left = await checkClawback(deps, { workspaceId: deps.workspaceId, rewardId, by });
    return { left, card: await getFormCard(deps, { rewardId, by }) };
  };
  const [{ left, card }, reader] = await Promise.all([checkAndRead(), readerNow(deps, client, by)]);
  await client.views.open({ trigger_id: body.trigger_id, view: buildClawbackForm({ card, left, reader }) });
}

export function submitClawbackForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const { workspaceId } = deps;
    const { rewardId } = readClawbackRef(view);
    const [currency, reader] = await Promise.all([
      getClawbackCurrency(deps, { workspaceId, rewardId, by: body.user.id }),
      readerNow(deps, client, body.user.id),
    ]);
    const form = readClawbackForm(view, currency, reader);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const submissionKey = view.root_view_id ?? view.id;
    try {
      await clawBack(deps, { ...form.value, workspaceId, rewardId, by: body.user.id, submissionKey });
    } catch (error) {
      if (!isRefusal(error, 'clawback_too_much')) throw error;
      return ack({ response_action: 'errors', errors: { [INPUT.amount]: refusalPlain(error, reader) } });
    }
    await ack();
  };
}
