import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { DECLINE_REASONS, type DeclineReason } from '../domain/reasons.js';
import type { RewardCard } from '../domain/shown.js';
import { alonePart, aloneReasonError, aloneReasonOf } from './alone-part.js';
import { modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, optionOf, type Reading, textOf } from './reading.js';
import { isDeclineReason, reasonLabel } from './reason-words.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';

export interface DeclineInput {
  readonly ref: RewardRef;
  readonly reasonCode: DeclineReason;
  /** What the partner is told beside the reason; with `silently`, kept for the team. */
  readonly words?: string | undefined;
  readonly silently: boolean;
  /** Asked for only where nobody else may decide. */
  readonly aloneReason?: string | undefined;
}

export function buildDeclineForm({
  card,
  alone,
  reader,
}: {
  readonly card: RewardCard;
  readonly alone: boolean;
  readonly reader?: Reader | undefined;
}): ModalView {
  return modal({
    title: 'Decline reward',
    submit: 'Decline',
    callbackId: VIEW.declineForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [
      rewardLine(card, reader),
      ...alonePart(alone),
      input(
        { id: INPUT.reason, label: 'Reason' },
        {
          type: 'static_select',
          options: DECLINE_REASONS.map((reason) => ({ text: plain(reasonLabel(reason, reader)), value: reason })),
        },
      ),
      textInput({
        id: INPUT.words,
        label: 'What the partner is told',
        hint: 'Sent to the partner with the reason. Needed where the reason is Other.',
        optional: true,
        multiline: true,
      }),
      input(
        { id: INPUT.silently, label: 'Tell the partner?', optional: true },
        {
          type: 'checkboxes',
          options: [
            {
              text: plain('Decline silently'),
              description: plain('The partner is not told; the history says so.'),
              value: INPUT.silently,
            },
          ],
        },
      ),
    ],
  });
}

export function readDeclineForm(form: FilledForm): Reading<DeclineInput> {
  const reasonCode = optionOf(form, INPUT.reason);
  const words = textOf(form, INPUT.words);
  const silently = fieldOf(form, INPUT.silently).selected_options?.length === 1;
  const errors = errorsOf({
    [INPUT.aloneReason]: aloneReasonError(form),
    [INPUT.reason]: isDeclineReason(reasonCode) ? undefined : 'Choose a reason.',
    [INPUT.words]: lengthError(
      words,
      { least: reasonCode === 'other' ? 1 : 0, most: 1000 },
      { missing: 'Say why, in your words.' },
    ),
  });
  if (errors || !isDeclineReason(reasonCode)) return { ok: false, errors: errors ?? {} };
  const ref = formRefs.reward(form.private_metadata);
  return { ok: true, value: { ref, reasonCode, words, silently, aloneReason: aloneReasonOf(form) } };
}
