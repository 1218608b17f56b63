import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { modal } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';

export interface ChangesInput {
  readonly ref: RewardRef;
  /** To the creator: what should be changed, or what is not clear. */
  readonly question: string;
}

/** Asks the creator for changes: what for is all that is needed. */
export function buildChangesForm({
  card,
  reader,
}: {
  readonly card: RewardCard;
  readonly reader?: Reader | undefined;
}): ModalView {
  return modal({
    title: 'Ask for changes',
    submit: 'Ask',
    callbackId: VIEW.changesForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [
      rewardLine(card, reader),
      textInput({
        id: INPUT.reason,
        label: 'What should be changed, or what is not clear?',
        hint: 'Its creator is asked and can send it back. It is on Hold until then. The partner is not told.',
        multiline: true,
      }),
    ],
  });
}

export function readChangesForm(form: FilledForm): Reading<ChangesInput> {
  const question = textOf(form, INPUT.reason);
  const errors = errorsOf({
    [INPUT.reason]: lengthError(
      question,
      { least: 3, most: 500 },
      { missing: 'Say what is asked for, in at least 3 characters.' },
    ),
  });
  if (errors || !question) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.reward(form.private_metadata), question } };
}
