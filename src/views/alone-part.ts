import type { KnownBlock } from '@slack/types';
import { plain } from './blocks.js';
import { INPUT } from './ids.js';
import { textInput } from './inputs.js';
import { type FilledForm, lengthError, textOf } from './reading.js';

const WHY_ALONE = {
  own: 'This reward is your own, and nobody else may decide on it.',
  approved_before: 'You gave the first of two approvals, and nobody else may give the second.',
} as const;

/** What the one admin who is left is told before deciding alone (SPEC 4). */
export function aloneSentence(because: keyof typeof WHY_ALONE = 'own'): KnownBlock {
  return {
    type: 'section',
    text: plain(
      `${WHY_ALONE[because]} You can, with a reason: it is announced in the channel and kept in the history.`,
    ),
  };
}

/** On top of a form whose own reason says something else. No block at all where somebody else may decide. */
export function alonePart(alone: boolean): KnownBlock[] {
  if (!alone) return [];
  return [
    aloneSentence(),
    textInput({
      id: INPUT.aloneReason,
      label: 'Reason for deciding alone',
      hint: 'Not shown to the partner.',
      multiline: true,
    }),
  ];
}

/** The reason for deciding alone, where the form asked for it. */
export function aloneReasonOf(form: FilledForm): string | undefined {
  return textOf(form, INPUT.aloneReason);
}

export function aloneReasonError(form: FilledForm): string | undefined {
  return form.state.values[INPUT.aloneReason] && whyAloneError(aloneReasonOf(form));
}

/** What is wrong with a reason for deciding alone, if anything. */
export function whyAloneError(reason: string | undefined): string | undefined {
  return lengthError(reason, { least: 3, most: 500 }, { missing: 'Say why, in at least 3 characters.' });
}
