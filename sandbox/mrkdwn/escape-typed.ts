type Sign = '@' | '#';

const RANGES = ['channel', 'here', 'everyone'];

/**
 * What a person types as Slack passes it on: `&`, `<` and `>` escaped, then each name that `entityOf` knows as an
 * entity. A dot that ends a sentence is no part of a name.
 */
export function escapeTyped(text: string, entityOf: (sign: Sign, name: string) => string | undefined): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/(?<=^|\s)([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}_-])/gu, (whole, sign: Sign, name: string) => {
    if (sign === '@' && RANGES.includes(name)) return `<!${name}>`;
    return entityOf(sign, name) ?? whole;
  });
}
