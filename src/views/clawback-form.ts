import type { ModalView } from '@slack/types';
import { type AmountReading, readAmount } from '../domain/amount.js';
import { type Money, toDecimal } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import type { RewardCard } from '../domain/shown.js';
import { context, modal, plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs, type RewardRef } from './references.js';
import { amountSentence } from './refusals.js';
import { rewardLine } from './reward-words.js';
import { speakTo } from './speak.js';

export interface ClawbackInput {
  readonly amount: Money;
  /** The partner sees it. */
  readonly reason: string;
  readonly internalNote?: string | undefined;
}

/** How much may be taken back is for the transaction to say; this is more than any reward can be. */
const ANY_AMOUNT = 10n ** 15n;

/** Takes a paid reward back, or part of it. `left` is what can still be taken back now. */
export function buildClawbackForm({
  card,
  left,
  reader,
}: {
  readonly card: RewardCard;
  readonly left: Money;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('clawback.title'),
    submit: say('clawback.submit'),
    callbackId: VIEW.clawbackForm,
    metadata: { rewardId: card.id, revision: card.revision } satisfies RewardRef,
    reader,
    blocks: [
      rewardLine(card, reader),
      context(plain(say('clawback.means'))),
      textInput({
        id: INPUT.amount,
        label: say('clawback.amount'),
        hint: say('clawback.amount_at_most', { currency: left.currency, most: formatMoney(left, reader) }),
        initial: toDecimal(left),
      }),
      textInput({
        id: INPUT.reason,
        label: say('form.reason'),
        hint: say('clawback.partner_sees'),
        multiline: true,
      }),
      textInput({
        id: INPUT.note,
        label: say('reward_form.note'),
        hint: say('reward_form.note_hint'),
        optional: true,
        multiline: true,
      }),
    ],
  });
}

/** Which reward an open form is about. */
export function readClawbackRef({ private_metadata }: Pick<FilledForm, 'private_metadata'>): RewardRef {
  return formRefs.reward(private_metadata);
}

/** Reads the form in the currency of its reward: every error under its field. */
export function readClawbackForm(form: FilledForm, currency: string, reader?: Reader): Reading<ClawbackInput> {
  const amount: AmountReading = readAmount(textOf(form, INPUT.amount) ?? '', {
    currencies: [currency],
    capMajor: ANY_AMOUNT,
  });
  const reason = textOf(form, INPUT.reason);
  const internalNote = textOf(form, INPUT.note);
  const least = 3;
  const missing = speakTo(reader).say('form.say_why', { least });
  const errors = errorsOf({
    [INPUT.amount]: 'problem' in amount ? amountSentence(amount.problem, reader) : undefined,
    [INPUT.reason]: lengthError(reason, { least, most: 1000 }, { missing, reader }),
    [INPUT.note]: lengthError(internalNote, { most: 1000 }, { reader }),
  });
  if (errors || !reason || 'problem' in amount) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { amount: amount.money, reason, internalNote } };
}
