import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { userInput } from './inputs.js';
import { type FilledForm, fieldOf, type Reading } from './reading.js';
import { formRefs } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';
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
  const { say } = speakTo(reader);
  return modal({
    title: say('link.title'),
    submit: say('link.submit'),
    callbackId: VIEW.linkForm,
    metadata: { rewardId: card.id },
    reader,
    blocks: [
      rewardLine(card, reader),
      userInput({
        id: INPUT.slackUser,
        label: say('link.who_is_told'),
        hint: say('link.from_now_on', { partner: oneLine(card.partner.name) }),
      }),
      context(plain(say('link.can_be_reached'))),
    ],
  });
}

export function readLinkForm(form: FilledForm, reader?: Reader): Reading<LinkInput> {
  const slackUserId = fieldOf(form, INPUT.slackUser).selected_user;
  if (!slackUserId || !isSlackUser(slackUserId))
    return { ok: false, errors: { [INPUT.slackUser]: speakTo(reader).say('link.choose_person') } };
  return { ok: true, value: { ...formRefs.link(form.private_metadata), slackUserId } };
}
