import { answerQuestion, checkAnswer, oweAnswerAgain } from '../services/answer-question.js';
import { buildAnswerForm, readAnswerForm } from '../views/answer-form.js';
import { readIdButton } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';

/** Answer…, for who may, while nobody has. */
export function openAnswerForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { body, client } = args;
    const questionId = readIdButton(readActionValue(args));
    const [question, reader] = await Promise.all([
      checkAnswer(deps, { workspaceId: deps.workspaceId, questionId, by: body.user.id }),
      readerNow(deps, client, body.user.id),
    ]);
    await client.views.open({ trigger_id: body.trigger_id, view: buildAnswerForm(question, reader) });
  };
}

export function submitAnswerForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const form = readAnswerForm(view, await readerNow(deps, client, body.user.id));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await answerQuestion(deps, { ...form.value, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}

/** The thread says how it went. */
export function sendAnswerAgain(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const questionId = readIdButton(readActionValue(args));
    await oweAnswerAgain(deps, { workspaceId: deps.workspaceId, questionId, by: args.body.user.id });
  };
}
