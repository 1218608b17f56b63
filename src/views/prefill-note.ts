import type { Reader } from '../domain/reader.js';
import { factLines, type Line, type MessageContent, sayLines, words as text } from './blocks.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** Why there is no partner: none, none of the partner groups that this person may reward, or too many. */
export type Unmatched = 'none' | 'none_of_theirs' | 'several';

/** Why a form has no partner chosen. `words`: what it was opened with; without them, a message was to be rewarded. */
export interface Unchosen {
  readonly why: Unmatched;
  readonly words?: string | undefined;
}

export function unchosenNote({ why, words }: Unchosen, reader?: Reader): string {
  return words === undefined ? guessNote(why, reader) : prefillNote(why, words, reader);
}

/** Why a form that was opened with words in it has no partner chosen: no one partner matches them. */
export function prefillNote(matches: Unmatched, words: string, reader?: Reader): string {
  return speakTo(reader).say(`no_partner_typed.${matches}`, { words: shorten(oneLine(words), 200) });
}

/** The same for a message that a partner is rewarded for. */
export function guessNote(found: Unmatched, reader?: Reader): string {
  return speakTo(reader).say(`no_partner_found.${found}`);
}

/** `/reward partner` found nobody. */
export function sayNoPartner(words: string, reader?: Reader): MessageContent {
  const lines: Line[] = [[text(prefillNote('none', words, reader))]];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}
