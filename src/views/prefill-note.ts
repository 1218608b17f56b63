import { oneLine, shorten } from './text.js';

/** Why a form that was opened with words in it has no partner chosen: no one partner matches them. */
export function prefillNote(matches: 'none' | 'several', words: string): string {
  const said = shorten(oneLine(words), 200);
  return matches === 'none' ? `No partner matches “${said}”.` : `Several partners match “${said}”. Choose one.`;
}
