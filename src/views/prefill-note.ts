import { factLines, type Line, type MessageContent, sayLines, words as text } from './blocks.js';
import { oneLine, shorten } from './text.js';

/** Why there is no partner: none, none of the partner groups that this person may reward, or too many. */
export type Unmatched = 'none' | 'none_of_theirs' | 'several';

/** Why a form that was opened with words in it has no partner chosen: no one partner matches them. */
export function prefillNote(matches: Unmatched, words: string): string {
  const said = shorten(oneLine(words), 200);
  if (matches === 'none_of_theirs') return `No partner whom you may reward matches “${said}”.`;
  return matches === 'none' ? `No partner matches “${said}”.` : `Several partners match “${said}”. Choose one.`;
}

/** The same for a message that a partner is rewarded for. */
export function guessNote(found: Unmatched): string {
  if (found === 'none_of_theirs') return 'It is from or about a partner whom you may not reward. Choose the partner.';
  return found === 'none'
    ? 'Neither its author nor anybody it mentions is a contact of one partner. Choose the partner.'
    : 'The message mentions contacts of several partners. Choose one.';
}

/** `/reward partner` found nobody. */
export function sayNoPartner(words: string): MessageContent {
  const lines: Line[] = [[text(prefillNote('none', words))]];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}
