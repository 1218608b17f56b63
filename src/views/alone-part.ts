import type { KnownBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { plain } from './blocks.js';
import { INPUT } from './ids.js';
import { textInput } from './inputs.js';
import { type FilledForm, lengthError, textOf } from './reading.js';
import { speakTo } from './speak.js';

/** What the one admin who is left is told before deciding alone (SPEC 4). */
export function aloneSentence(because: 'own' | 'approved_before', reader?: Reader): KnownBlock {
  return { type: 'section', text: plain(speakTo(reader).say(`alone.${because}`)) };
}

/** On top of a form whose own reason says something else. No block at all where somebody else may decide. */
export function alonePart(alone: boolean, reader?: Reader): KnownBlock[] {
  if (!alone) return [];
  const { say } = speakTo(reader);
  return [
    aloneSentence('own', reader),
    textInput({
      id: INPUT.aloneReason,
      label: say('alone.reason'),
      hint: say('alone.partner_not_shown'),
      multiline: true,
    }),
  ];
}

/** The reason for deciding alone, where the form asked for it. */
export function aloneReasonOf(form: FilledForm): string | undefined {
  return textOf(form, INPUT.aloneReason);
}

export function aloneReasonError(form: FilledForm, reader?: Reader): string | undefined {
  return form.state.values[INPUT.aloneReason] && whyAloneError(aloneReasonOf(form), reader);
}

/** What is wrong with a reason for deciding alone, if anything. */
export function whyAloneError(reason: string | undefined, reader?: Reader): string | undefined {
  const least = 3;
  return lengthError(reason, { least, most: 500 }, { missing: speakTo(reader).say('form.say_why', { least }), reader });
}
