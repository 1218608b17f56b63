import type { Message } from '../driver/message.js';
import type { Modal } from '../driver/modal.js';
import type { ViewScreen } from '../driver/view-screen.js';
import type { Sandbox } from '../start-sandbox.js';

const indent = (text: string, by: string) => text.replaceAll(/^/gm, by);

function timeOf(ts: string): string {
  return new Date(Number(ts) * 1000).toTimeString().slice(0, 5);
}

function controlsOf(shown: { buttons(): string[]; menu(): string[] }): string {
  const buttons = shown.buttons().map((label) => `[${label}]`);
  const items = shown.menu();
  return [...buttons, ...(items.length > 0 ? [`[⋯ ${items.join(' | ')}]`] : [])].join(' ');
}

/** A message as text: its number, who and when, what it says, its controls, and its thread below. */
export function showMessage(sandbox: Sandbox, message: Message): string {
  const who = sandbox.world.users.get(message.user)?.name ?? message.user;
  const marks = `${message.edited ? ' (edited)' : ''}${message.isEphemeral ? ' (only you see this)' : ''}`;
  const lines = [`${String(message.number).padStart(3)}  ${who}  ${timeOf(message.ts)}${marks}`];
  const files = message.fileNames.map((name) => `⎙ ${name}`);
  lines.push(
    indent([message.visibleText(), ...files, controlsOf(message)].filter((it) => it !== '').join('\n'), '     '),
  );
  if (message.isEphemeral) return lines.join('\n');
  for (const reply of sandbox.thread(message.channel, message.ts))
    lines.push(indent(showMessage(sandbox, reply).trimStart(), '       ').replace('       ', '     └ '));
  return lines.join('\n');
}

function showPlace(sandbox: Sandbox, title: string, messages: Message[]): string {
  return [title, ...messages.map((message) => showMessage(sandbox, message))].join('\n');
}

function showChannel(sandbox: Sandbox, id: string): string {
  const channel = sandbox.world.channels.get(id);
  if (!channel) throw new Error(`There is no channel ${id}.`);
  const flags = [channel.isPrivate && 'private', channel.isExtShared && 'shared', channel.isArchived && 'archived'];
  const names = channel.members.map((member) => sandbox.world.users.get(member)?.name ?? member);
  const about = [...flags.filter(Boolean), names.join(', ')].join(' · ');
  return showPlace(sandbox, `#${channel.name}   ${about}`, sandbox.messagesIn(id));
}

function showDirect(sandbox: Sandbox, userId: string): string {
  const user = sandbox.world.users.get(userId);
  const messages = [...sandbox.directMessages(userId), ...sandbox.as(userId).ephemerals()];
  messages.sort((a, b) => a.number - b.number);
  return showPlace(sandbox, `@${user?.name}   ${user?.realName}${user?.deleted ? ' · deactivated' : ''}`, messages);
}

/** Everything, or one `#channel` or `@person` (their DM with the bot, and what only they saw). */
export function look(sandbox: Sandbox, place = ''): string {
  const { channels, users, identity } = sandbox.world;
  if (place.startsWith('#')) {
    const channel = [...channels.values()].find((it) => it.name === place.slice(1));
    return showChannel(sandbox, channel?.id ?? place);
  }
  if (place !== '') return showDirect(sandbox, findPerson(sandbox, place));
  const people = [...users.keys()].filter((id) => id !== identity.botUserId);
  const parts = [
    ...[...channels.keys()].map((id) => showChannel(sandbox, id)),
    ...people.map((id) => showDirect(sandbox, id)),
  ];
  return parts.join('\n\n');
}

/** The id of the person called so. */
export function findPerson(sandbox: Sandbox, name: string): string {
  const plain = name.replace(/^@/, '');
  const user = [...sandbox.world.users.values()].find((it) => it.name === plain || it.id === plain);
  if (!user)
    throw new Error(
      `Nobody is called "${plain}". There are: ${[...sandbox.world.users.values()].map((it) => it.name).join(', ')}.`,
    );
  return user.id;
}

/** A modal as text, in a frame, with its fields and what is in them. */
export function showModal(modal: Modal): string {
  const buttons = [`[${modal.closeLabel}]`, ...(modal.submitLabel === '' ? [] : [`[${modal.submitLabel}]`])];
  const errors = Object.entries(modal.errors()).map(([label, message]) => `! ${label}: ${message}`);
  const complaints = Object.values(modal.errors());
  const fields = showFields(modal).filter((line) => !complaints.includes(line));
  return frame([...fields, ...errors, buttons.join(' ')]);
}

export function showHome(home: ViewScreen): string {
  return frame(showFields(home));
}

function showFields(screen: ViewScreen): string[] {
  const fields = new Map(screen.labels().map((label) => [label, screen.value(label)]));
  const lines = screen
    .visibleText()
    .split('\n')
    .filter((line) => ![...fields.values()].includes(line));
  const body = lines.map((line) => {
    const label = line.replace(/ \(optional\)$/, '');
    return fields.has(label) ? `${line}: [ ${fields.get(label) ?? ''} ]` : line;
  });
  const controls = controlsOf(screen);
  return controls === '' ? body : [...body, controls];
}

function frame(lines: string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const rule = '─'.repeat(width + 2);
  return [`┌${rule}┐`, ...lines.map((line) => `│ ${line.padEnd(width)} │`), `└${rule}┘`].join('\n');
}
