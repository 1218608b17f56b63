import { messageKeys } from '../services/message-keys.js';
import { noteMessage, readMessage } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { ASKER_LEFT, readAnswer } from '../services/read-questions.js';
import { buildAnswerNote } from '../views/answer-note.js';
import type { JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

/** Sends the answer to whoever asked, once, if they are still a contact of the partner they asked for; the thread says how it went. */
export const tellAnswer: JobHandler<'tell-answer'> = async ({ workspaceId, questionId }, context) => {
  const owed = await readAnswer(context, workspaceId, questionId);
  if (!owed) return;
  const { rewardId, to, notice } = owed;
  const message = { workspaceId, rewardId, key: messageKeys.answer(questionId), channel: to };
  if ((await readMessage(context, workspaceId, message.key))?.state === 'posted') return;
  if (notice === 'left')
    await noteMessage(context, { ...message, recipient: to, state: 'failed', problem: ASKER_LEFT });
  else
    await tellPerson(context, {
      ...message,
      content: buildAnswerNote(notice, await readerOf(context, workspaceId, to)),
    });
  await owe(context, { name: 'show-questions', payload: { workspaceId, rewardId } });
};
