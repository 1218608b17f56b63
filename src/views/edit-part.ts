import type { InputBlock, KnownBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { label, person, quote, richText, section } from './blocks.js';
import { INPUT } from './ids.js';
import { textInput } from './inputs.js';
import { speakTo } from './speak.js';

/** On top of the form: who asked for changes, and for which. */
export function questionPart(
  asked: { readonly askedBy?: string | undefined; readonly question?: string | undefined },
  reader?: Reader,
): KnownBlock[] {
  if (!asked.askedBy) return [];
  const line = speakTo(reader).line('edit_form.asked_by', { who: person(asked.askedBy, reader) });
  const labelled = line.map((leaf) => (leaf.type === 'text' ? label(leaf.text) : leaf));
  return [richText(section(labelled), ...(asked.question ? [quote(asked.question)] : []))];
}

/** At the end: what is said with it. */
export function answerInput(reader?: Reader): InputBlock {
  const { say } = speakTo(reader);
  return textInput({
    id: INPUT.answer,
    label: say('edit_form.answer'),
    hint: say('edit_form.answer_hint'),
    optional: true,
    multiline: true,
  });
}
