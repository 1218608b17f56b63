import { escapeTyped } from '../../mrkdwn/escape-typed.js';
import type { Act } from '../../screen/acts.js';
import type { Screen, ShownApp } from '../../screen/screen.js';

interface Here {
  channel: string;
  threadTs?: string | undefined;
}

/**
 * What is sent for a text: a command for what begins with a slash, else a message with names as entities. What a
 * command is given goes as it was typed, for Slack escapes it by itself.
 */
export function readDraft(text: string, { channel, threadTs }: Here, { people, conversations }: Screen): Act {
  const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (command) return { do: 'command', channel, command, text: rest.trim() };
  const channels = conversations.filter((it) => it.kind !== 'direct');
  const said = escapeTyped(text, (sign, name) => {
    const named = sign === '@' ? people.find((it) => it.name === name) : channels.find((it) => it.name === name);
    return named && `<${sign}${named.id}>`;
  });
  return { do: 'say', channel, text: said, ...(threadTs ? { threadTs } : {}) };
}

/** Why Slack itself would not send this, in its words. */
export function refusalOf(text: string, { commands }: ShownApp, inThread: boolean): string | undefined {
  const [command] = /^\/\S+/.exec(text) ?? [];
  if (command === undefined) return undefined;
  if (inThread) return `${command} is not supported in threads. Sorry!`;
  // An app without a manifest may answer to anything.
  if (commands.length === 0 || commands.some((it) => it.command === command)) return undefined;
  return `${command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.`;
}
