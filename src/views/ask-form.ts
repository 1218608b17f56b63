import type { ModalView } from '@slack/types';
import type { AskSheet } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { context, modal, plain, quote, richText } from './blocks.js';
import { formatMoney } from './formats.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { footerOf } from './partner-notice.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs } from './references.js';
import { speakTo } from './speak.js';

export interface QuestionInput {
  readonly rewardId: string;
  readonly text: string;
}

const MOST = 1000;

// No status: a reward that was declined silently is not to be found out about here.
export function buildAskForm(sheet: AskSheet, reader?: Reader): ModalView {
  const { rewardId, view } = sheet;
  const { say } = speakTo(reader);
  return modal({
    title: say('ask.title'),
    submit: say('ask.submit'),
    callbackId: VIEW.askForm,
    metadata: { rewardId },
    reader,
    blocks: [
      context(plain(footerOf([view.reward, formatMoney(view.amount, reader)], sheet, reader))),
      richText(quote(view.description)),
      textInput({
        id: INPUT.question,
        label: say('ask.question'),
        hint: say('ask.who_reads'),
        multiline: true,
      }),
    ],
  });
}

export function readAskForm(form: FilledForm, reader?: Reader): Reading<QuestionInput> {
  const text = textOf(form, INPUT.question);
  const errors = errorsOf({
    [INPUT.question]: lengthError(
      text,
      { least: 1, most: MOST },
      { missing: speakTo(reader).say('ask.write'), reader },
    ),
  });
  if (errors || !text) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { rewardId: formRefs.link(form.private_metadata).rewardId, text } };
}
