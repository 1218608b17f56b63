import { messageKeys } from '../services/message-keys.js';
import { readMessage } from '../services/message-ledger.js';
import { readQuestions } from '../services/read-questions.js';
import { buildQuestionNote } from '../views/question-note.js';
import type { JobHandler } from './context.js';
import { showMessage } from './show-message.js';

/**
 * What a partner's contacts asked, in the thread of the card: each question one message, which shows its answer once
 * there is one. A card that was posted again has them again; one that is not posted yet owes them when it is.
 */
export const showQuestions: JobHandler<'show-questions'> = async ({ workspaceId, rewardId }, context) => {
  const posted = await readMessage(context, workspaceId, messageKeys.card(rewardId));
  if (posted?.state !== 'posted' || !posted.ts) return;
  for (const question of await readQuestions(context, workspaceId, rewardId)) {
    await showMessage(context, {
      workspaceId,
      rewardId,
      key: messageKeys.question(question.id, posted.ts),
      channel: posted.channel,
      threadTs: posted.ts,
      content: buildQuestionNote(question),
    });
  }
};
