import { askQuestion, requireAskSheet } from '../services/ask-question.js';
import { buildAskForm, readAskForm } from '../views/ask-form.js';
import { readIdButton } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';
import { showModal } from './show-modal.js';

/** Ask about this reward, for a contact of its partner and nobody else. */
export function openAskForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { body, client } = args;
    const rewardId = readIdButton(readActionValue(args));
    const [sheet, reader] = await Promise.all([
      requireAskSheet(deps, { workspaceId: deps.workspaceId, rewardId, by: body.user.id }),
      readerNow(deps, client, body.user.id),
    ]);
    await showModal(args, buildAskForm(sheet, reader));
  };
}

export function submitAskForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const form = readAskForm(view, await readerNow(deps, client, body.user.id));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const submissionKey = view.id;
    await askQuestion(deps, { ...form.value, submissionKey, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}
