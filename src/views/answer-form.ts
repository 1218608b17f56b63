import type { ModalView } from '@slack/types';
import type { ShownQuestion } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { modal, quote, richText, section } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { askLine } from './question-note.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs } from './references.js';
import { speakTo } from './speak.js';

export interface AnswerInput {
  readonly questionId: string;
  readonly text: string;
}

const MOST = 1000;

export function buildAnswerForm(question: ShownQuestion, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('answer.title'),
    submit: say('answer.submit'),
    callbackId: VIEW.answerForm,
    metadata: { questionId: question.id },
    reader,
    blocks: [
      richText(section(askLine(question, reader)), quote(question.text)),
      textInput({
        id: INPUT.answer,
        label: say('answer.answer'),
        hint: say('answer.who_reads'),
        multiline: true,
      }),
    ],
  });
}

export function readAnswerForm(form: FilledForm, reader?: Reader): Reading<AnswerInput> {
  const text = textOf(form, INPUT.answer);
  const errors = errorsOf({
    [INPUT.answer]: lengthError(
      text,
      { least: 1, most: MOST },
      { missing: speakTo(reader).say('answer.write'), reader },
    ),
  });
  if (errors || !text) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { questionId: formRefs.question(form.private_metadata).questionId, text } };
}
