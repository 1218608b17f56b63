import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard, Unreachable } from '../domain/shown.js';
import { modal } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { contactWords } from './reason-words.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

export interface ChangesInput {
  readonly ref: RewardRef;
  /** To the creator: what should be changed, or what is not clear. */
  readonly question: string;
}

/** Asks the creator for changes: what for is all that is needed. */
export function buildChangesForm({
  card,
  creatorUnreachable,
  reader,
}: {
  readonly card: RewardCard;
  /** Why the creator cannot be asked, where that is known. */
  readonly creatorUnreachable?: Unreachable | undefined;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('ask_changes.title'),
    submit: say('ask_changes.submit'),
    callbackId: VIEW.changesForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      textInput({
        id: INPUT.reason,
        label: say('ask_changes.question'),
        hint: creatorUnreachable
          ? say('ask_changes.creator_not_asked', { why: contactWords(creatorUnreachable, reader) })
          : say('ask_changes.what_follows'),
        multiline: true,
      }),
    ],
  });
}

export function readChangesForm(form: FilledForm, reader?: Reader): Reading<ChangesInput> {
  const question = textOf(form, INPUT.reason);
  const least = 3;
  const errors = errorsOf({
    [INPUT.reason]: lengthError(
      question,
      { least, most: 500 },
      { missing: speakTo(reader).say('ask_changes.say_what', { least }), reader },
    ),
  });
  if (errors || !question) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.reward(form.private_metadata), question } };
}
