import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { errorsOf, type FilledForm, lengthError, optionOf, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { CHANGES, type Change, changesOf } from './reward-card.js';
import { rewardLine } from './reward-words.js';

export interface ChangeInput {
  readonly ref: RewardRef;
  /** Decline and hold go on to their own forms; reopen is done at once. */
  readonly decision: Change;
  readonly reason?: string | undefined;
}

const WORDS: Readonly<Record<Change, { readonly text: string; readonly description: string }>> = {
  decline: { text: 'Decline it', description: 'You give the reason next; the partner is told' },
  hold: { text: 'Hold it', description: 'You say why and until when next; the partner is not told' },
  reopen: { text: 'Reopen it', description: 'It is New again, and to be decided' },
};

export function buildChangeForm({
  card,
  reader,
}: {
  readonly card: RewardCard;
  readonly reader?: Reader | undefined;
}): ModalView {
  const changes = changesOf(card);
  return modal({
    title: 'Change decision',
    ...(changes.length > 0 && { submit: changes.every((change) => change === 'reopen') ? 'Reopen' : 'Continue' }),
    callbackId: VIEW.changeForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [
      rewardLine(card, reader),
      ...(changes.length > 0 ? choices(changes) : [context(plain('It cannot be changed any more.'))]),
    ],
  });
}

export function readChangeForm(form: FilledForm): Reading<ChangeInput> {
  const chosen = optionOf(form, INPUT.decision);
  const decision = CHANGES.find((change) => change === chosen);
  const reason = textOf(form, INPUT.reason);
  const errors = errorsOf({
    [INPUT.decision]: decision ? undefined : 'Choose what should become of it.',
    [INPUT.reason]: lengthError(reason, { most: 500 }),
  });
  if (errors || !decision) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.reward(form.private_metadata), decision, reason } };
}

function choices(changes: readonly Change[]): KnownBlock[] {
  const options = changes.map((change) => ({
    text: plain(WORDS[change].text),
    description: plain(WORDS[change].description, 75),
    value: change,
  }));
  const [only, ...others] = options;
  return [
    input(
      { id: INPUT.decision, label: 'What should become of it?' },
      { type: 'radio_buttons', options, ...(only && others.length === 0 && { initial_option: only }) },
    ),
    ...(changes.includes('reopen')
      ? [textInput({ id: INPUT.reason, label: 'Reason', hint: 'For the history.', optional: true, multiline: true })]
      : []),
  ];
}
