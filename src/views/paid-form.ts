import type { ModalView } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import type { RewardCard } from '../domain/shown.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { dateInput, textInput } from './inputs.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';

export interface PaidInput {
  readonly ref: RewardRef;
  /** How it was paid. */
  readonly reference: string;
  readonly paidOn: LocalDate;
}

export function buildPaidForm({ card, today }: { readonly card: RewardCard; readonly today: LocalDate }): ModalView {
  return modal({
    title: 'Mark as paid',
    submit: 'Mark as paid',
    callbackId: VIEW.paidForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [
      rewardLine(card),
      context(plain('For a reward paid outside its invoice. It goes on none, the partner is told, and it stays so.')),
      textInput({
        id: INPUT.reference,
        label: 'How it was paid',
        placeholder: 'Bank transfer 4711',
      }),
      dateInput({ id: INPUT.paidOn, label: 'Paid on', initial: today }),
    ],
  });
}

export function readPaidForm(form: FilledForm): Reading<PaidInput> {
  const reference = textOf(form, INPUT.reference);
  const paidOn = fieldOf(form, INPUT.paidOn).selected_date;
  const errors = errorsOf({
    [INPUT.reference]: lengthError(reference, { least: 1, most: 300 }, 'Say how it was paid.'),
    [INPUT.paidOn]: paidOn ? undefined : 'Choose the day it was paid.',
  });
  if (errors || !reference || !paidOn) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.reward(form.private_metadata), reference, paidOn } };
}
