import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { modal, plain } from './blocks.js';
import { VIEW } from './ids.js';
import type { FilledForm } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';

/** Asks nothing; it is there so that no slip in the menu takes a reward back and tells the partner so. */
export function buildWithdrawForm({
  card,
  reader,
}: {
  readonly card: RewardCard;
  readonly reader?: Reader | undefined;
}): ModalView {
  return modal({
    title: 'Withdraw reward',
    submit: 'Withdraw',
    callbackId: VIEW.withdrawForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [
      rewardLine(card, reader),
      { type: 'section', text: plain('It becomes Declined, and the partner is told that it was withdrawn.') },
    ],
  });
}

export function readWithdrawForm(form: Pick<FilledForm, 'private_metadata'>): RewardRef {
  return formRefs.reward(form.private_metadata);
}
