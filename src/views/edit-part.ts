import type { InputBlock, KnownBlock } from '@slack/types';
import { type Line, label, person, quote, richText, section } from './blocks.js';
import { INPUT } from './ids.js';
import { textInput } from './inputs.js';

/** On top of the form: who asked for changes, and for which. */
export function questionPart(asked: {
  readonly askedBy?: string | undefined;
  readonly question?: string | undefined;
}): KnownBlock[] {
  if (!asked.askedBy) return [];
  const line: Line = [label('Changes asked for by '), person(asked.askedBy)];
  return [richText(section(line), ...(asked.question ? [quote(asked.question)] : []))];
}

/** At the end: what is said with it. */
export function answerInput(): InputBlock {
  return textInput({
    id: INPUT.answer,
    label: 'Answer',
    hint: 'To whoever asked, in the thread of the card. Not shown to the partner.',
    optional: true,
    multiline: true,
  });
}
