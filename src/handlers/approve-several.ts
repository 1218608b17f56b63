import type { Reader } from '../domain/reader.js';
import type { SeveralResult } from '../domain/several.js';
import { approveSeveral, readApprovable, readStillApprovable } from '../services/approve-several.js';
import { listNoticeRecipients } from '../services/list-notice-recipients.js';
import {
  buildSeveralConfirm,
  buildSeveralForm,
  MOST_AT_ONCE,
  partnersToTell,
  readSeveralConfirm,
  readSeveralForm,
} from '../views/home/several-form.js';
import { buildSeveralResult } from '../views/home/several-result.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';

export function openSeveralForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ body, client }) => {
    const who = { workspaceId: deps.workspaceId, userId: body.user.id };
    const [{ rows, more }, reader] = await Promise.all([
      readApprovable(deps, who, MOST_AT_ONCE),
      readerNow(deps, client, body.user.id),
    ]);
    await client.views.open({ trigger_id: body.trigger_id, view: buildSeveralForm(rows, more, reader) });
  };
}

/** What was chosen is shown once more with its sum, before anything is approved. */
export function confirmSeveral(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const reader = await readerNow(deps, client, body.user.id);
    const form = readSeveralForm(view, reader);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const who = { workspaceId: deps.workspaceId, userId: body.user.id };
    const ids = form.value.map(({ rewardId }) => rewardId);
    const rows = await readStillApprovable(deps, who, ids);
    const recipients = await listNoticeRecipients(deps, deps.workspaceId, partnersToTell(rows, form.value));
    await ack({ response_action: 'update', view: buildSeveralConfirm(rows, form.value, recipients, reader) });
  };
}

/** Approves them, and says what became of each. */
export function submitSeveral(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const refs = readSeveralConfirm(view);
    const reader = await readerNow(deps, client, body.user.id);
    const who = { workspaceId: deps.workspaceId, userId: body.user.id };
    const results = await approveSeveral(deps, who, refs, view.id);
    await ack({ response_action: 'update', view: resultOf(deps, results, reader) });
  };
}

function resultOf({ logger }: HandlerDeps, results: readonly SeveralResult[], reader: Reader | undefined) {
  for (const { outcome } of results)
    if (outcome.kind === 'failed') logger.error({ err: outcome.error }, 'approval among several failed');
  return buildSeveralResult(results, reader);
}
