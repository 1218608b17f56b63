import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { Reach, RewardCard } from '../domain/shown.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { errorsOf, type FilledForm, lengthError, optionOf, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { CHANGES, type Change, changesOf } from './reward-card.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

export interface ChangeInput {
  readonly ref: RewardRef;
  /** Decline and hold go on to their own forms; reopen is done at once. */
  readonly decision: Change;
  readonly reason?: string | undefined;
}

export function buildChangeForm({
  card,
  reach,
  reader,
}: {
  readonly card: RewardCard;
  readonly reach: Reach;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  const changes = changesOf(card);
  const submit = changes.every((change) => change === 'reopen') ? 'decide.reopen' : 'change_decision.continue';
  return modal({
    title: say('change_decision.title'),
    ...(changes.length > 0 && { submit: say(submit) }),
    callbackId: VIEW.changeForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      ...(changes.length > 0 ? choices(changes, reach, reader) : [context(plain(say('change_decision.not_any_more')))]),
    ],
  });
}

export function readChangeForm(form: FilledForm, reader?: Reader): Reading<ChangeInput> {
  const chosen = optionOf(form, INPUT.decision);
  const decision = CHANGES.find((change) => change === chosen);
  const reason = textOf(form, INPUT.reason);
  const errors = errorsOf({
    [INPUT.decision]: decision ? undefined : speakTo(reader).say('change_decision.choose'),
    [INPUT.reason]: lengthError(reason, { most: 500 }, { reader }),
  });
  if (errors || !decision) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.reward(form.private_metadata), decision, reason } };
}

function choices(changes: readonly Change[], reach: Reach, reader: Reader | undefined): KnownBlock[] {
  const { say } = speakTo(reader);
  const options = changes.map((change) => ({
    text: plain(say(`change_to.${change}`)),
    description: plain(say(meaningOf(change, reach)), 75),
    value: change,
  }));
  const [only, ...others] = options;
  return [
    input(
      { id: INPUT.decision, label: say('change_decision.what_becomes') },
      { type: 'radio_buttons', options, ...(only && others.length === 0 && { initial_option: only }) },
    ),
    ...(changes.includes('reopen')
      ? [
          textInput({
            id: INPUT.reason,
            label: say('form.reason'),
            hint: say('change_decision.for_history'),
            optional: true,
            multiline: true,
          }),
        ]
      : []),
  ];
}

function meaningOf(change: Change, reach: Reach) {
  if (change !== 'decline' || reach.reachable) return `change_means.${change}` as const;
  return reach.byEmail ? 'change_means.decline_by_email' : 'change_means.decline_not_told';
}
