import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import type { Reader } from '../../src/domain/reader.js';
import { en } from '../../src/views/words/en.js';
import { LANGUAGES, type Language, type SentenceId, type Sentences } from '../../src/views/words/languages.js';

/** Somebody whose language the bot speaks beside English, once `teachSecondLanguage` was called. */
export const SECOND_READER: Reader = { locale: 'eo', timeZone: 'Europe/Warsaw' };

/**
 * Teaches the bot a second language, in this test file alone: English with other letters, and half as long again, as
 * German and Finnish are. Whatever is still English then has not heard whom it speaks to.
 * Gives back which sentences were said in it so far.
 */
export function teachSecondLanguage(): ReadonlySet<string> {
  const sentences = Object.fromEntries(
    Object.entries(en).map(([id, sentence]) => [id, printAST(parse(sentence, { ignoreTag: true }).map(disguise))]),
  ) as Record<SentenceId, string> satisfies Sentences;
  const said = new Set<string>();
  const heard = new Proxy(sentences, {
    get: (all, id, self) => {
      said.add(String(id));
      return Reflect.get(all, id, self);
    },
  });
  // What is read only by everybody else is ours to add to here.
  (LANGUAGES as Map<string, Language>).set('eo', { sentences: heard, tag: 'eo' });
  return said;
}

/** The facts that a sentence asks for, each with how it is asked for. */
export function factsOf(sentence: string): string[] {
  const found = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument || element.type === TYPE.number) found.add(element.value);
      if (element.type !== TYPE.plural && element.type !== TYPE.select) continue;
      found.add(element.value);
      for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(sentence, { ignoreTag: true }));
  return [...found].sort();
}

function disguise(element: MessageFormatElement): MessageFormatElement {
  if (element.type === TYPE.literal) return { ...element, value: lengthen(element.value) };
  if (element.type !== TYPE.plural && element.type !== TYPE.select) return element;
  const options = Object.entries(element.options).map(([name, option]) => [
    name,
    { ...option, value: option.value.map(disguise) },
  ]);
  return { ...element, options: Object.fromEntries(options) };
}

/** Words in letters that English has not, each half as long again; spaces and punctuation stay. */
function lengthen(text: string): string {
  return text.replace(/[A-Za-z]+/g, (word) => {
    const other = [...word].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x350)).join('');
    return other + 'х'.repeat(Math.ceil(word.length / 2));
  });
}
