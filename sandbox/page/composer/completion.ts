import type { ShownApp, ShownPerson } from '../../screen/screen.js';

export interface Completion {
  key: string;
  /** As it stands in the list. */
  label: string;
  hint: string;
  /** What is under it, smaller. */
  description: string;
  /** The whole text once it is taken. */
  completed: string;
}

const MOST_OFFERED = 8;

/** What fits what is being typed: the app's commands at the start of the text, names after an @ at its end. */
export function offerCompletions(text: string, app: ShownApp, people: ShownPerson[], inThread: boolean): Completion[] {
  if (!inThread && /^\/\S*$/.test(text))
    return app.commands
      .filter(({ command }) => command.startsWith(text))
      .map(({ command, usageHint, description }) => ({
        key: command,
        label: command,
        hint: usageHint,
        description,
        completed: `${command} `,
      }));
  const typed = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  return people
    .filter((it) => !it.isBot && !it.isDeactivated)
    .filter((it) => `${it.name} ${it.realName}`.toLowerCase().includes(typed))
    .slice(0, MOST_OFFERED)
    .map(({ id, name, realName, title }) => ({
      key: id,
      label: `@${name}`,
      hint: realName,
      description: title ?? '',
      completed: `${text.slice(0, text.length - typed.length)}${name} `,
    }));
}

/** What the command still wants, shown behind it until something is typed. */
export function hintAfter(text: string, app: ShownApp): string {
  return app.commands.find(({ command }) => text === `${command} `)?.usageHint ?? '';
}
