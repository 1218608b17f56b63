import type { ModalView } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { alonePart, aloneReasonError, aloneReasonOf } from './alone-part.js';
import { modal } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { dateInput, textInput, userInput } from './inputs.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

export interface HoldInput {
  readonly ref: RewardRef;
  readonly reason: string;
  /** The Slack user who looks after it. */
  readonly owner: string;
  readonly reviewBy?: LocalDate | undefined;
  /** Asked for only where nobody else may decide. */
  readonly aloneReason?: string | undefined;
}

export function buildHoldForm({
  card,
  actor,
  alone,
  reader,
}: {
  readonly card: RewardCard;
  readonly actor: string;
  readonly alone: boolean;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('hold.title'),
    submit: say('decide.hold'),
    callbackId: VIEW.holdForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      ...alonePart(alone, reader),
      textInput({
        id: INPUT.reason,
        label: say('form.reason'),
        hint: say('hold.partner_not_told'),
        multiline: true,
      }),
      userInput({ id: INPUT.owner, label: say('hold.owner'), initial: actor }),
      dateInput({
        id: INPUT.reviewBy,
        label: say('hold.review_by'),
        hint: say('hold.reminders_wait'),
        optional: true,
      }),
    ],
  });
}

/** `today` is the programme's day at the time of reading: a form can stay open past midnight. */
export function readHoldForm(form: FilledForm, today: LocalDate, reader?: Reader): Reading<HoldInput> {
  const { say } = speakTo(reader);
  const reason = textOf(form, INPUT.reason);
  const owner = fieldOf(form, INPUT.owner).selected_user;
  const reviewBy = fieldOf(form, INPUT.reviewBy).selected_date ?? undefined;
  const errors = errorsOf({
    [INPUT.aloneReason]: aloneReasonError(form, reader),
    [INPUT.reason]: lengthError(reason, { least: 1, most: 500 }, { missing: say('hold.say_why'), reader }),
    [INPUT.owner]: owner ? undefined : say('hold.choose_owner'),
    [INPUT.reviewBy]: reviewBy && reviewBy < today ? say('hold.review_by_over') : undefined,
  });
  if (errors || !reason || !owner) return { ok: false, errors: errors ?? {} };
  const ref = formRefs.reward(form.private_metadata);
  return { ok: true, value: { ref, reason, owner, reviewBy, aloneReason: aloneReasonOf(form) } };
}
