import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { userInput } from './inputs.js';
import { type FilledForm, fieldOf, type Reading } from './reading.js';
import { formRefs } from './references.js';
import { rewardLine } from './reward-words.js';
import { isSlackUser, oneLine } from './text.js';

export interface LinkInput {
  readonly rewardId: string;
  readonly slackUserId: string;
}

export function buildLinkForm({
  card,
  reader,
}: {
  readonly card: RewardCard;
  readonly reader?: Reader | undefined;
}): ModalView {
  return modal({
    title: 'Link a Slack user',
    submit: 'Link',
    callbackId: VIEW.linkForm,
    metadata: { rewardId: card.id },
    blocks: [
      rewardLine(card, reader),
      userInput({
        id: INPUT.slackUser,
        label: 'Who at this partner is told?',
        hint: `From now on this person gets a message about every reward of ${oneLine(card.partner.name)}.`,
      }),
      context(plain('The person has to be in this workspace, or share a channel with the bot.')),
    ],
  });
}

export function readLinkForm(form: FilledForm): Reading<LinkInput> {
  const slackUserId = fieldOf(form, INPUT.slackUser).selected_user;
  if (!slackUserId || !isSlackUser(slackUserId))
    return { ok: false, errors: { [INPUT.slackUser]: 'Choose a person.' } };
  return { ok: true, value: { ...formRefs.link(form.private_metadata), slackUserId } };
}
