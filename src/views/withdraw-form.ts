import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { Reach, RewardCard } from '../domain/shown.js';
import { modal, plain } from './blocks.js';
import { VIEW } from './ids.js';
import type { FilledForm } from './reading.js';
import { recipientSentence } from './recipient-words.js';
import { formRefs, type RewardRef } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

/** Asks nothing, but confirms: a slip in the menu must not take a reward back. */
export function buildWithdrawForm({
  card,
  reach,
  reader,
}: {
  readonly card: RewardCard;
  readonly reach: Reach;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  const told = recipientSentence({ partner: card.partner.name, reach }, reader);
  const consequence = `${say('withdraw_form.consequence')} ${told}`;
  return modal({
    title: say('withdraw_form.title'),
    submit: say('withdraw_form.withdraw'),
    reader,
    callbackId: VIEW.withdrawForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    blocks: [rewardLine(card, reader), { type: 'section', text: plain(consequence) }],
  });
}

export function readWithdrawForm(form: Pick<FilledForm, 'private_metadata'>): RewardRef {
  return formRefs.reward(form.private_metadata);
}
