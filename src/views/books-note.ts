import type { BookFinding } from '../domain/books.js';
import { code, factLines, header, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { BOOK_RULE_WORDS } from './book-words.js';
import { countOf } from './formats.js';
import { oneLine, shorten } from './text.js';

const MOST_NAMED = 10;

/** Tells finance what in the books does not agree with what. */
export function buildBooksTrouble(findings: readonly BookFinding[]): MessageContent {
  const title = 'The books do not balance';
  const named = findings.slice(0, MOST_NAMED);
  const more = findings.length - named.length;
  const lines: Line[] = [
    [
      words(`${countOf(findings.length, 'finding')}. Nothing is repaired by itself. To see all of it: `),
      code('npm run rewards -- check-books'),
    ],
  ];
  const list: Line[] = [
    ...named.map(findingLine),
    ...(more > 0 ? [[words(`and ${more.toLocaleString('en')} more`)]] : []),
  ];
  return {
    text: sayLines([[words(title)], ...lines, ...list]),
    blocks: [header(title), ...factLines(...lines), ...factLines(...list)],
  };
}

/** What a message about findings says once they are gone; `balance`: no others have taken their place. */
export function buildBooksMended(balance: boolean): MessageContent {
  const title = balance ? 'The books balance again' : 'The books do not balance: other findings by now';
  const lines: Line[] = [[words(balance ? 'What was told here is gone.' : 'They are told in a message of their own.')]];
  return { text: sayLines([[words(title)], ...lines]), blocks: [header(title), ...factLines(...lines)] };
}

function findingLine({ what, subject, expected, found }: BookFinding): Line {
  const short = (text: string) => shorten(oneLine(text), 100);
  return [words(`${short(subject)}: expected ${short(expected)}, found ${short(found)} (${BOOK_RULE_WORDS[what]})`)];
}
