import type { ModalView } from '@slack/types';
import type { ShownQuestion } from '../domain/question.js';
import { rewardNumber } from '../domain/reward.js';
import { modal, person, quote, richText, section, words } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs } from './references.js';
import { nameInLine } from './text.js';

export interface AnswerInput {
  readonly questionId: string;
  readonly text: string;
}

const MOST = 1000;

export function buildAnswerForm(question: ShownQuestion): ModalView {
  const about = ` of ${nameInLine(question.partnerName, 200)} asks about ${rewardNumber(question.rewardNumber)}:`;
  return modal({
    title: 'Answer',
    submit: 'Send',
    callbackId: VIEW.answerForm,
    metadata: { questionId: question.id },
    blocks: [
      richText(section([person(question.askedBy), words(about)]), quote(question.text)),
      textInput({
        id: INPUT.answer,
        label: 'Your answer',
        hint: "It goes to whoever asked, in the programme's name. Your own is not shown to them.",
        multiline: true,
      }),
    ],
  });
}

export function readAnswerForm(form: FilledForm): Reading<AnswerInput> {
  const text = textOf(form, INPUT.answer);
  const errors = errorsOf({
    [INPUT.answer]: lengthError(text, { least: 1, most: MOST }, { missing: 'Write an answer.' }),
  });
  if (errors || !text) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { questionId: formRefs.question(form.private_metadata).questionId, text } };
}
