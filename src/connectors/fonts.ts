import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** A package's folder. Some packages export nothing but their entry, which is then one level down. */
function folderOf(name: string): string {
  const entry = require.resolve(name);
  return entry.slice(0, entry.lastIndexOf(path.join('node_modules', name)) + path.join('node_modules', name).length);
}

function embedpdf(name: string, files: string): string[] {
  const ending = ['jp', 'kr', 'sc'].includes(name) ? 'otf' : 'ttf';
  return ['Regular', 'Bold'].map((weight) =>
    path.join(folderOf(`@embedpdf/fonts-${name}`), 'fonts', `${files}-${weight}.${ending}`),
  );
}

function google(name: string): string[] {
  const files = name.replace(/(^|-)./g, (start) => start.replace('-', '').toUpperCase());
  return ['400Regular', '700Bold'].map((weight) =>
    path.join(folderOf(`@expo-google-fonts/${name}`), weight, `${files}_${weight}.ttf`),
  );
}

/** For the bot's own words and the numbers: Latin, Greek and Cyrillic. */
export const LATIN_FONTS: readonly string[] = embedpdf('latin', 'NotoSans');

/** Noto in two weights, by the script it is for (docs/adr/0009). */
const FONTS_OF: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{sc=Arabic}/u, embedpdf('arabic', 'NotoNaskhArabic')],
  [/\p{sc=Hebrew}/u, embedpdf('hebrew', 'NotoSansHebrew')],
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, embedpdf('jp', 'NotoSansJP')],
  [/\p{sc=Hangul}/u, embedpdf('kr', 'NotoSansKR')],
  // Its punctuation, too, is of no script of its own.
  [/[\p{sc=Han}\u3000-\u303F\uFF00-\uFFEF]/u, embedpdf('sc', 'NotoSansHans')],
  [/\p{sc=Armenian}/u, google('noto-sans-armenian')],
  [/\p{sc=Bengali}/u, google('noto-sans-bengali')],
  [/\p{sc=Devanagari}/u, google('noto-sans-devanagari')],
  [/\p{sc=Ethiopic}/u, google('noto-sans-ethiopic')],
  [/\p{sc=Georgian}/u, google('noto-sans-georgian')],
  [/\p{sc=Gujarati}/u, google('noto-sans-gujarati')],
  [/\p{sc=Gurmukhi}/u, google('noto-sans-gurmukhi')],
  [/\p{sc=Kannada}/u, google('noto-sans-kannada')],
  [/\p{sc=Khmer}/u, google('noto-sans-khmer')],
  [/\p{sc=Lao}/u, google('noto-sans-lao')],
  [/\p{sc=Malayalam}/u, google('noto-sans-malayalam')],
  [/\p{sc=Myanmar}/u, google('noto-sans-myanmar')],
  [/\p{sc=Sinhala}/u, google('noto-sans-sinhala')],
  [/\p{sc=Tamil}/u, google('noto-sans-tamil')],
  [/\p{sc=Telugu}/u, google('noto-sans-telugu')],
  [/\p{sc=Thai}/u, google('noto-sans-thai')],
  [/\p{So}/u, google('noto-emoji')],
];

/** The fonts that a text needs: reading all of them takes longer than printing most invoices. */
export function fontsFor(text: string): string[] {
  return [...LATIN_FONTS, ...FONTS_OF.flatMap(([script, files]) => (script.test(text) ? files : []))];
}
