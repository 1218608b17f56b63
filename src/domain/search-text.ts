// Letters that Unicode does not decompose, as people without them on the keyboard type them.
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  // One letter in two shapes.
  ς: 'σ',
};

/** Text as the type-ahead compares it: accents, case and control characters aside, white space single. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœıþðς]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/** The words to look for; every one must be found (SPEC 3). At most eight: nobody types more, and each costs an index scan. */
export function wordsOf(query: string): string[] {
  return foldText(query).split(' ').filter(Boolean).slice(0, 8);
}

/** What a partner or a customer is found by: its name first, then its key and its e-mails, folded. */
export function searchTextOf(name: string, key: string | undefined, emails: readonly (string | undefined)[]): string {
  return foldText([name, key, ...emails].filter(Boolean).join(' '));
}
