import { setTimeout as sleep } from 'node:timers/promises';
import type { SeveralResult } from '../domain/several.js';
import { approveSeveral, readApprovable, readStillApprovable } from '../services/approve-several.js';
import {
  buildSeveralConfirm,
  buildSeveralForm,
  MOST_AT_ONCE,
  readSeveralConfirm,
  readSeveralForm,
} from '../views/home/several-form.js';
import { buildSeveralResult, buildSeveralWorking } from '../views/home/several-result.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';

// Slack waits three seconds; what is not done by then is answered twice.
const PATIENCE_MS = 1_500;

export function openSeveralForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ body, client }) => {
    const who = { workspaceId: deps.workspaceId, userId: body.user.id };
    const { rows, more } = await readApprovable(deps, who, MOST_AT_ONCE);
    await client.views.open({ trigger_id: body.trigger_id, view: buildSeveralForm(rows, more) });
  };
}

/** What was chosen is shown once more with its sum, before anything is approved. */
export function confirmSeveral(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, view }) => {
    const form = readSeveralForm(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const who = { workspaceId: deps.workspaceId, userId: body.user.id };
    const ids = form.value.map(({ rewardId }) => rewardId);
    const rows = await readStillApprovable(deps, who, ids);
    await ack({ response_action: 'update', view: buildSeveralConfirm(rows, form.value) });
  };
}

/** Approves them, and says what became of each: at once if that is soon, else in the same modal when it is done. */
export function submitSeveral(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, view, client }) => {
    const refs = readSeveralConfirm(view);
    const work = approveSeveral(deps, { workspaceId: deps.workspaceId, userId: body.user.id }, refs);
    const soon = await Promise.race([work, sleep(PATIENCE_MS, undefined, { ref: false })]);
    if (soon) return ack({ response_action: 'update', view: resultOf(deps, soon) });
    await ack({ response_action: 'update', view: buildSeveralWorking(refs.length) });
    const result = resultOf(deps, await work);
    await client.views.update({ view_id: view.id, view: result }).catch((error: unknown) => {
      // Who closed it finds in Home what was approved.
      if (!hasMovedOn(error)) deps.logger.warn({ err: error }, 'result of several approvals not shown');
    });
  };
}

function resultOf({ logger }: HandlerDeps, results: readonly SeveralResult[]) {
  for (const { outcome } of results)
    if (outcome.kind === 'failed') logger.error({ err: outcome.error }, 'approval among several failed');
  return buildSeveralResult(results);
}
