import { postponeReward } from '../services/postpone-reward.js';
import { pullReward } from '../services/pull-reward.js';
import { searchLateRewards, searchLines } from '../services/search-lines.js';
import { lineOptions } from '../views/line-options.js';
import { buildPullRewardForm, readPullRewardForm } from '../views/pull-reward-form.js';
import { formRefs, type InvoiceRef, readInvoiceButton } from '../views/references.js';
import { buildRemoveLineForm, readRemoveLineForm } from '../views/remove-line-form.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, OptionsArgs, SubmitArgs } from './explain.js';
import { getSheetForAct } from './invoice.js';
import { readerNow } from './reader-now.js';

/** Pull a reward on…, while lines can change. */
export function openPullForm(deps: HandlerDeps): Handler<ActionArgs> {
  return (args) => openLineForm(deps, args, buildPullRewardForm, readInvoiceButton(readActionValue(args)));
}

/** Remove a line…, while lines can change. */
export function openRemoveLineForm(deps: HandlerDeps, args: ActionArgs, ref: InvoiceRef): Promise<void> {
  return openLineForm(deps, args, buildRemoveLineForm, ref);
}

async function openLineForm(
  deps: HandlerDeps,
  { body, client }: ActionArgs,
  build: typeof buildPullRewardForm,
  ref: InvoiceRef,
): Promise<void> {
  const [sheet, reader] = await Promise.all([
    getSheetForAct(deps, { ...ref, act: 'change_lines', by: body.user.id }),
    readerNow(deps, client, body.user.id),
  ]);
  await client.views.open({ trigger_id: body.trigger_id, view: build(sheet, reader) });
}

export function submitPullForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const form = readPullRewardForm(view, await readerNow(deps, client, body.user.id));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { ref, reward } = form.value;
    const order = { ...ref, rewardId: reward.rewardId, rewardRevision: reward.revision };
    await pullReward(deps, { ...order, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}

export function submitRemoveLineForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const form = readRemoveLineForm(view, await readerNow(deps, client, body.user.id));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { ref, reward, reason } = form.value;
    const order = { ...ref, rewardId: reward.rewardId, reason };
    await postponeReward(deps, { ...order, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}

export function suggestLines(deps: HandlerDeps): Handler<OptionsArgs> {
  return suggestFrom(deps, searchLines);
}

export function suggestLateRewards(deps: HandlerDeps): Handler<OptionsArgs> {
  return suggestFrom(deps, searchLateRewards);
}

/** The invoice travels in the form's memory: the state sent with a suggestion is stale. */
function suggestFrom(deps: HandlerDeps, search: typeof searchLines): Handler<OptionsArgs> {
  return async ({ ack, options, body, client }) => {
    const { workspaceId } = deps;
    const { invoiceId } = formRefs.invoice(body.view?.private_metadata ?? '');
    const [lines, reader] = await Promise.all([
      search(deps, { workspaceId, invoiceId, by: body.user.id, query: options.value }),
      readerNow(deps, client, body.user.id),
    ]);
    await ack(lineOptions(lines, reader));
  };
}
