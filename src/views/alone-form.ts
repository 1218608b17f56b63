import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { Decision } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import { aloneSentence, whyAloneError } from './alone-part.js';
import { modal } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { errorsOf, type FilledForm, type Reading, textOf } from './reading.js';
import { type AloneRef, formRefs } from './references.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

export interface AloneInput {
  readonly ref: AloneRef;
  readonly reason: string;
}

/** For the one admin who is left: four eyes stand aside for a reason that everybody can read. */
export function buildAloneForm({
  card,
  decision,
  actor,
  reader,
}: {
  readonly card: RewardCard;
  readonly decision: Decision;
  readonly actor: string;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  const isSecond = decision === 'approve' && card.approvals?.first?.by === actor;
  return modal({
    title: say('alone.title'),
    submit: say(`decide.${decision}`),
    callbackId: VIEW.aloneForm,
    metadata: { rewardId: card.id, revision: card.revision, decision } satisfies AloneRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      aloneSentence(isSecond ? 'approved_before' : 'own', reader),
      textInput({ id: INPUT.reason, label: say('form.reason'), multiline: true }),
    ],
  });
}

export function readAloneForm(form: FilledForm, reader?: Reader): Reading<AloneInput> {
  const reason = textOf(form, INPUT.reason);
  const errors = errorsOf({
    [INPUT.reason]: whyAloneError(reason, reader),
  });
  if (errors || !reason) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.alone(form.private_metadata), reason } };
}
