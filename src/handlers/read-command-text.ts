/**
 * What a person typed after a slash command. Slack sends it with `&`, `<` and `>` as entities, and with mentioned people
 * and channels as `<@U0123|ana>`, whose names were what was typed.
 */
export function readCommandText(text: string | undefined): string {
  return (text ?? '')
    .replace(/<[@#!]?[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<([^>|]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
