const USER = /<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g;

/** The users that a message mentions, in their order, each once. */
export function mentionedUsers(text: string): string[] {
  return [...new Set([...text.matchAll(USER)].map(([, userId = '']) => userId))];
}

/**
 * A message's text as its reader sees it, without what only Slack can show: people by their name or not at all, channels
 * and groups by theirs, links by what they say and where they lead, no broadcasts.
 */
export function readableText(text: string, nameOf: (userId: string) => string | undefined): string {
  return text
    .replace(USER, (_, userId: string, label?: string) => nameOf(userId) ?? label ?? '')
    .replace(/<#[^<>|]*\|([^<>]+)>/g, '#$1')
    .replace(/<!date\^[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<!subteam\^[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<[#!@][^<>]*>/g, '')
    .replace(/<([^<>|]+)\|([^<>]*)>/g, (_, url: string, said: string) =>
      sameAddress(url, said) ? said : `${said} (${url})`,
    )
    .replace(/<([^<>|]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/ ([,.!?:;])/g, '$1')
    .trim();
}

/** `example.com` for `http://example.com`, which Slack made of what was typed. */
function sameAddress(url: string, said: string): boolean {
  return url.replace(/^(?:https?:\/\/|mailto:|tel:)/, '') === said.replace(/^https?:\/\//, '');
}
