import type { InputBlock, ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { DECLINE_REASONS, type DeclineReason } from '../domain/reasons.js';
import type { Reach, RewardCard } from '../domain/shown.js';
import { alonePart, aloneReasonError, aloneReasonOf } from './alone-part.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, optionOf, type Reading, textOf } from './reading.js';
import { isDeclineReason, reasonLabel } from './reason-words.js';
import { recipientSentence } from './recipient-words.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

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
  reach,
  alone,
  reader,
}: {
  readonly card: RewardCard;
  readonly reach: Reach;
  readonly alone: boolean;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('decline.title'),
    submit: say('decide.decline'),
    callbackId: VIEW.declineForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      context(plain(recipientSentence({ partner: card.partner.name, reach, mayBeSilent: true }, reader))),
      ...alonePart(alone, reader),
      input(
        { id: INPUT.reason, label: say('form.reason') },
        {
          type: 'static_select',
          options: DECLINE_REASONS.map((reason) => ({ text: plain(reasonLabel(reason, reader)), value: reason })),
        },
      ),
      wordsInput(reach, reader),
      input(
        { id: INPUT.silently, label: say('decline.tell_partner'), optional: true },
        {
          type: 'checkboxes',
          options: [
            {
              text: plain(say('decline.silently')),
              description: plain(say('decline.silently_means')),
              value: INPUT.silently,
            },
          ],
        },
      ),
    ],
  });
}

function wordsInput(reach: Reach, reader: Reader | undefined): InputBlock {
  const { say } = speakTo(reader);
  const isTold = reach.reachable || reach.byEmail;
  return textInput({
    id: INPUT.words,
    label: say(isTold ? 'decline.words' : 'decline.words_for_partner'),
    hint: say(reach.reachable ? 'decline.words_sent' : 'decline.words_kept'),
    optional: true,
    multiline: true,
  });
}

export function readDeclineForm(form: FilledForm, reader?: Reader): Reading<DeclineInput> {
  const { say } = speakTo(reader);
  const reasonCode = optionOf(form, INPUT.reason);
  const words = textOf(form, INPUT.words);
  const silently = fieldOf(form, INPUT.silently).selected_options?.length === 1;
  const errors = errorsOf({
    [INPUT.aloneReason]: aloneReasonError(form, reader),
    [INPUT.reason]: isDeclineReason(reasonCode) ? undefined : say('decline.choose_reason'),
    [INPUT.words]: lengthError(
      words,
      { least: reasonCode === 'other' ? 1 : 0, most: 1000 },
      { missing: say('decline.say_why'), reader },
    ),
  });
  if (errors || !isDeclineReason(reasonCode)) return { ok: false, errors: errors ?? {} };
  const ref = formRefs.reward(form.private_metadata);
  return { ok: true, value: { ref, reasonCode, words, silently, aloneReason: aloneReasonOf(form) } };
}
