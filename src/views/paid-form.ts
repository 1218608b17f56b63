import type { ModalView } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import type { Reach, RewardCard } from '../domain/shown.js';
import { alonePart, aloneReasonError, aloneReasonOf } from './alone-part.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { dateInput, textInput } from './inputs.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, paidDayError, type Reading, textOf } from './reading.js';
import { recipientSentence } from './recipient-words.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

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
  reach,
  today,
  alone,
  reader,
}: {
  readonly card: RewardCard;
  readonly reach: Reach;
  readonly today: LocalDate;
  readonly alone: boolean;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  const told = recipientSentence({ partner: card.partner.name, reach }, reader);
  return modal({
    title: say('mark_paid.title'),
    submit: say('decide.mark_paid'),
    callbackId: VIEW.paidForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      ...alonePart(alone, reader),
      context(plain(`${say('mark_paid.outside_invoice')} ${told}`)),
      textInput({
        id: INPUT.reference,
        label: say('mark_paid.reference'),
        placeholder: say('mark_paid.reference_example'),
      }),
      dateInput({ id: INPUT.paidOn, label: say('form.paid_on'), initial: today }),
    ],
  });
}

/** `today` is the programme's day. Paid is for good, so a day that has not come yet is a slip to be caught here. */
export function readPaidForm(form: FilledForm, today: LocalDate, reader?: Reader): Reading<PaidInput> {
  const { say } = speakTo(reader);
  const reference = textOf(form, INPUT.reference);
  const paidOn = fieldOf(form, INPUT.paidOn).selected_date;
  const errors = errorsOf({
    [INPUT.aloneReason]: aloneReasonError(form, reader),
    [INPUT.reference]: lengthError(reference, { least: 1, most: 300 }, { missing: say('mark_paid.say_how'), reader }),
    [INPUT.paidOn]: paidDayError(paidOn, today, reader),
  });
  if (errors || !reference || !paidOn) return { ok: false, errors: errors ?? {} };
  const ref = formRefs.reward(form.private_metadata);
  return { ok: true, value: { ref, reference, paidOn, aloneReason: aloneReasonOf(form) } };
}
