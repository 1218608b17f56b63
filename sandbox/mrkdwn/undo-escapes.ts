/** `&amp;`, `&lt;` and `&gt;` as the characters they stand for. */
export function undoEscapes(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
