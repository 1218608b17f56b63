import type { BookFinding } from '../domain/books.js';
import type { Reader } from '../domain/reader.js';
import { code, factLines, header, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { commandLine } from './command-line.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

const MOST_NAMED = 10;

/** Tells finance what in the books does not agree with what. */
export function buildBooksTrouble(findings: readonly BookFinding[], reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const title = say('books.do_not_balance');
  const named = findings.slice(0, MOST_NAMED);
  const more = findings.length - named.length;
  const about = line('books.findings', { count: findings.length, command: code(commandLine('check-books')) });
  const list: Line[] = [
    ...named.map((finding) => findingLine(finding, reader)),
    ...(more > 0 ? [line('count.and_more', { count: more })] : []),
  ];
  return {
    text: sayLines([[words(title)], about, ...list]),
    blocks: [header(title), ...factLines(about), ...factLines(...list)],
  };
}

/** What a message about findings says once they are gone; `balance`: no others have taken their place. */
export function buildBooksMended(balance: boolean, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const title = say(balance ? 'books.balance_again' : 'books.other_findings');
  const about = line(balance ? 'books.told_is_gone' : 'books.told_elsewhere');
  return { text: sayLines([[words(title)], about]), blocks: [header(title), ...factLines(about)] };
}

function findingLine({ what, subject, expected, found }: BookFinding, reader: Reader | undefined): Line {
  const { say, line } = speakTo(reader);
  const short = (text: string) => shorten(oneLine(text), 100);
  const rule = say(`book_rule.${what}`);
  return line('books.finding', { subject: short(subject), expected: short(expected), found: short(found), rule });
}
