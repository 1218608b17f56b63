import { en } from './en.js';

/** Every sentence of the bot, by its name. English is the one that is whole by definition; the others are held to it. */
export type SentenceId = keyof typeof en;

/** What the bot says in one language: ICU messages, each with the facts that its English has. */
export type Sentences = Readonly<Record<SentenceId, string>>;

export interface Language {
  readonly sentences: Sentences;
  /** BCP 47: whose rules hold for plurals and lists. */
  readonly tag: string;
}

/** What a channel is written in, and a person whose own language the bot does not speak. */
export const ENGLISH: Language = { sentences: en, tag: 'en-GB' };

/** The languages that the bot speaks, by the first part of a locale. A second one is a row here and a file beside en.ts. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map([['en', ENGLISH]]);
