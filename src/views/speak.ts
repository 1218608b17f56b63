import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { RichTextElement } from '@slack/types';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Reader } from '../domain/reader.js';
import { localeOf, numberInLine } from './locale.js';
import { cleanText } from './text.js';
import type { en } from './words/en.js';
import { ENGLISH, LANGUAGES, type Language, type SentenceId } from './words/languages.js';

/** What a sentence asks for: counts as numbers, all else as it is to stand there. One of several: what any of them does. */
type FactsOf<Id extends SentenceId, Shown> = (
  Id extends SentenceId
    ? (asked: GetICUArgs<(typeof en)[Id], { ICUArgument: Shown; ICUNumberArgument: number }>) => void
    : never
) extends (asked: infer Asked) => void
  ? Asked
  : never;
/** What may stand in a sentence of rich text: text, a leaf, or leaves that belong together. */
type Part = string | RichTextElement | readonly RichTextElement[];
/** A sentence without facts is said by its name alone. */
type Facts<Id extends SentenceId, Shown> = keyof FactsOf<Id, Shown> extends never
  ? []
  : [facts: Readonly<FactsOf<Id, Shown>>];

/** The bot's words as one reader gets them. */
export interface Speech {
  /** A sentence as text. Its facts stand in it as they are: what goes into mrkdwn is escaped before. */
  say<Id extends SentenceId>(id: Id, ...facts: Facts<Id, string>): string;
  /** The same as one line of rich text, with leaves among its facts: a person, a moment, a link. */
  line<Id extends SentenceId>(id: Id, ...facts: Facts<Id, Part>): RichTextElement[];
  /** `A, B and C` */
  and(items: readonly string[]): string;
  /** `A, B or C` */
  or(items: readonly string[]): string;
  /** Leaves, or lines of them, as `and` would have them. */
  andLine(items: readonly Exclude<Part, string>[]): RichTextElement[];
}

const speeches = new Map<string, Speech>();

/** Speaks the reader's language where the bot knows it, with their own numbers; nobody in particular: English. */
export function speakTo(reader?: Reader): Speech {
  const locale = localeOf(reader);
  const known = speeches.get(locale);
  if (known) return known;
  const speech = createSpeech(LANGUAGES.get(new Intl.Locale(locale).language) ?? ENGLISH, locale);
  speeches.set(locale, speech);
  return speech;
}

function createSpeech({ sentences, tag }: Language, locale: string): Speech {
  const numbers = new Intl.NumberFormat(locale);
  // Plurals are the sentence's, digits the reader's.
  const formatters = {
    getNumberFormat: () => ({ ...numbers, format: (count: number) => numberInLine(numbers.format(count)) }),
    getDateTimeFormat: () => new Intl.DateTimeFormat(locale),
    getPluralRules: (_: unknown, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(tag, options),
  };
  const read = new Map<SentenceId, IntlMessageFormat>();
  const find = (id: SentenceId): IntlMessageFormat => {
    const message =
      read.get(id) ?? new IntlMessageFormat(sentences[id], tag, undefined, { ignoreTag: true, formatters });
    read.set(id, message);
    return message;
  };
  const lists = {
    and: new Intl.ListFormat(tag, { type: 'conjunction' }),
    or: new Intl.ListFormat(tag, { type: 'disjunction' }),
  };
  return {
    say: (id, ...[facts]) => String(find(id).format(facts as Record<string, string>)),
    line: (id, ...[facts]) =>
      [find(id).format<Exclude<Part, string>>(facts as Record<string, Part>)].flat(2).map(leafOf),
    and: (items) => lists.and.format(items),
    or: (items) => lists.or.format(items),
    andLine: (items) =>
      lists.and
        .formatToParts(items.map((_, index) => String(index)))
        .flatMap(({ type, value }) => (type === 'element' ? (items[Number(value)] ?? []) : leafOf(value))),
  };
}

function leafOf(part: string | RichTextElement): RichTextElement {
  return typeof part === 'string' ? { type: 'text', text: cleanText(part) || '–' } : part;
}
