import type { Message } from '../driver/message.js';
import { presentMessage } from '../driver/message.js';
import type { Modal } from '../driver/modal.js';
import type { Person } from '../driver/person.js';
import type { ViewScreen } from '../driver/view-screen.js';
import type { Sandbox } from '../start-sandbox.js';
import { untilQuiet } from '../until-quiet.js';
import { isSeenBy } from '../world/who-sees.js';
import { findPerson, showHome, showMessage, showModal } from './look.js';

export interface Act {
  as: string;
  /** What follows the name on the command line: `/reward acme 250`, `press 3 Approve`, `submit`. */
  words: string[];
  channel?: string | undefined;
}

type Verb = (person: Person, words: string[], sandbox: Sandbox) => Promise<string>;

const MAX_SETTLE_MS = 4000;

function modalOf(person: Person): Modal {
  const modal = person.modal();
  if (!modal) throw new Error('No modal is open.');
  return modal;
}

/** The message with this number, or the view in front of the person if the first word is no number. */
function target(
  person: Person,
  words: string[],
  sandbox: Sandbox,
): { message?: Message; screen?: ViewScreen; label: string } {
  const [first = '', ...rest] = words;
  const message = /^\d+$/.test(first) ? sandbox.messageNumber(Number(first)) : undefined;
  if (message) return { message, label: rest.join(' ') };
  if (/^\d+$/.test(first)) throw new Error(`There is no message ${first}.`);
  const screen = person.modal() ?? person.home();
  return screen ? { screen, label: words.join(' ') } : { label: words.join(' ') };
}

const outcome = (answer: { status: string; shown?: string }) =>
  answer.status === 'acked' ? '' : (answer.shown ?? answer.status);

async function pickOption(person: Person, [label = '', ...rest]: string[]): Promise<string> {
  const modal = person.modal() ?? person.home();
  const wanted = rest.join(' ');
  const offered = modal?.isTypeAhead(label) ? await modal.suggest(label, wanted) : [];
  const near = offered.find((option) => option === wanted) ?? offered[0] ?? wanted;
  await modal?.select(label, near, wanted);
  return '';
}

const verbs: Record<string, Verb> = {
  modal: async (person) => showModal(modalOf(person)),
  home: async (person) => outcome(await person.opensHome()),
  pick: pickOption,
  suggest: async (person, [label = '', ...query]) => (await modalOf(person).suggest(label, query.join(' '))).join('\n'),
  fill: async (person, [label = '', ...text]) => {
    await modalOf(person).fill({ [label]: text.join(' ') });
    return '';
  },
  clear: async (person, words) => {
    await modalOf(person).clear(words.join(' '));
    return '';
  },
  submit: async (person) => {
    const { status, reason } = await modalOf(person).submit();
    return ['timed_out', 'failed'].includes(status) ? `${person.notices().at(-1)} ${reason ?? ''}` : '';
  },
  close: async (person) => {
    await modalOf(person).close();
    return 'Closed.';
  },
  press: async (person, words, sandbox) => {
    const { message, screen, label } = target(person, words, sandbox);
    if (message) return outcome(await person.press(message, label));
    if (!screen) throw new Error('There is no such message, and no view is open.');
    return outcome(await screen.press(label));
  },
  choose: async (person, words, sandbox) => {
    const { message, screen, label } = target(person, words, sandbox);
    if (message) return outcome(await person.choose(message, label));
    if (!screen) throw new Error('There is no such message, and no view is open.');
    return outcome(await screen.choose(label));
  },
  shortcut: async (person, [callbackId = '', number], sandbox) => {
    const message = number === undefined ? undefined : sandbox.messageNumber(Number(number));
    return outcome(await (message ? person.usesMessageShortcut(message, callbackId) : person.usesShortcut(callbackId)));
  },
  says: async (person, [place = '', ...text], sandbox) => {
    return showMessage(sandbox, person.says(findChannel(sandbox, place), text.join(' ')));
  },
};

function findChannel(sandbox: Sandbox, name: string): string {
  const channel = [...sandbox.world.channels.values()].find(
    (it) => it.id === name || it.name === name.replace(/^#/, ''),
  );
  if (!channel) throw new Error(`There is no channel ${name}.`);
  return channel.id;
}

function freshMessages(sandbox: Sandbox, person: Person, before: Map<number, string>): Message[] {
  const { world } = sandbox;
  return world.messages
    .filter((it) => isSeenBy(world, person.id, it))
    .map((it) => presentMessage(world, it))
    .filter((it) => before.get(it.number) !== it.visibleText());
}

/** Does what the words say, and answers what the person then sees: the open view, and messages new or changed. */
export async function performAct(sandbox: Sandbox, { as, words, channel }: Act): Promise<string> {
  const person = sandbox.as(findPerson(sandbox, as));
  const [first = '', ...rest] = words;
  const { messages } = sandbox.world;
  const before = new Map(messages.map((it) => [it.number, presentMessage(sandbox.world, it).visibleText()]));
  const verb = verbs[first];
  if (!verb && !first.startsWith('/')) throw new Error(`Say /command, or one of: ${Object.keys(verbs).join(', ')}.`);
  const result = verb
    ? await verb(person, rest, sandbox)
    : outcome(
        await person.types(
          first,
          rest.join(' '),
          channel === undefined ? {} : { channel: findChannel(sandbox, channel) },
        ),
      );
  if (first === 'modal' || first === 'suggest' || first === 'says') return result;
  await untilQuiet(sandbox, { quietMs: 250, patienceMs: MAX_SETTLE_MS });
  const modal = person.modal();
  const home = first === 'home' ? person.home() : undefined;
  const seen = freshMessages(sandbox, person, before).map((message) => {
    const name = sandbox.world.channels.get(message.channel)?.name;
    return `${name === undefined ? 'direct message' : `#${name}`}\n${showMessage(sandbox, message)}`;
  });
  const parts = [result, modal ? showModal(modal) : '', home ? showHome(home) : '', ...seen];
  return parts.filter((part) => part !== '').join('\n\n') || 'Done; nothing new to see.';
}
