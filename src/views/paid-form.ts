import type { ModalView } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { alonePart, aloneReasonError, aloneReasonOf } from './alone-part.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { dateInput, textInput } from './inputs.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, paidDayError, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';

export interface PaidInput {
  readonly ref: RewardRef;
  /** How it was paid. */
  readonly reference: string;
  readonly paidOn: LocalDate;
  /** Asked for only where nobody else may decide. */
  readonly aloneReason?: string | undefined;
}

export function buildPaidForm({
  card,
  today,
  alone,
  reader,
}: {
  readonly card: RewardCard;
  readonly today: LocalDate;
  readonly alone: boolean;
  readonly reader?: Reader | undefined;
}): ModalView {
  return modal({
    title: 'Mark as paid',
    submit: 'Mark as paid',
    callbackId: VIEW.paidForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [
      rewardLine(card, reader),
      ...alonePart(alone),
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

/** `today` is the programme's day. Paid is for good, so a day that has not come yet is a slip to be caught here. */
export function readPaidForm(form: FilledForm, today: LocalDate): Reading<PaidInput> {
  const reference = textOf(form, INPUT.reference);
  const paidOn = fieldOf(form, INPUT.paidOn).selected_date;
  const errors = errorsOf({
    [INPUT.aloneReason]: aloneReasonError(form),
    [INPUT.reference]: lengthError(reference, { least: 1, most: 300 }, { missing: 'Say how it was paid.' }),
    [INPUT.paidOn]: paidDayError(paidOn, today),
  });
  if (errors || !reference || !paidOn) return { ok: false, errors: errors ?? {} };
  const ref = formRefs.reward(form.private_metadata);
  return { ok: true, value: { ref, reference, paidOn, aloneReason: aloneReasonOf(form) } };
}
