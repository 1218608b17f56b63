import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { modal, plain } from './blocks.js';
import { VIEW } from './ids.js';
import type { FilledForm } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

/** Asks nothing; it is there so that no slip in the menu takes a reward back and tells the partner so. */
export function buildWithdrawForm({
  card,
  reader,
}: {
  readonly card: RewardCard;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('withdraw_form.title'),
    submit: say('withdraw_form.withdraw'),
    reader,
    callbackId: VIEW.withdrawForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [rewardLine(card, reader), { type: 'section', text: plain(say('withdraw_form.consequence')) }],
  });
}

export function readWithdrawForm(form: Pick<FilledForm, 'private_metadata'>): RewardRef {
  return formRefs.reward(form.private_metadata);
}
