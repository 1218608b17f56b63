import { type Json, listIn, objectIn, textIn, textOf } from '../../../json.js';
import type { Screen } from '../../../screen/screen.js';

/** Something to choose, whatever kind of select offers it. */
export interface Choice {
  key: string;
  label: string;
  description?: string;
  /** As the state wants it: an option object, or an id. */
  value: Json | string;
}

export interface ChoiceGroup {
  label: string;
  choices: Choice[];
}

export function optionChoice(option: Json): Choice {
  const description = textOf(option.description);
  return {
    key: textIn(option.value),
    label: textOf(option.text),
    value: option,
    ...(description === '' ? {} : { description }),
  };
}

export function optionGroups(offered: { label: string; options: Json[] }[]): ChoiceGroup[] {
  return offered.map(({ label, options }) => ({ label, choices: options.map(optionChoice) }));
}

/** What an element offers by itself: its options, or the people and channels the person can see. */
export function choicesOf(element: Json, screen: Screen): ChoiceGroup[] {
  switch (textIn(element.type).replace('multi_', '')) {
    case 'users_select':
      return [{ label: '', choices: peopleChoices(screen) }];
    case 'conversations_select':
      return [{ label: '', choices: conversationChoices(screen, objectIn(element.filter)) }];
    case 'channels_select':
      return [{ label: '', choices: conversationChoices(screen, { include: ['public'] }) }];
    default:
      return optionGroups([
        { label: '', options: listIn(element.options) },
        ...listIn(element.option_groups).map((group) => ({
          label: textOf(group.label),
          options: listIn(group.options),
        })),
      ]);
  }
}

function peopleChoices({ people }: Screen): Choice[] {
  return people
    .filter((person) => !person.isDeactivated)
    .map(({ id, name, realName, isBot }) => ({
      key: id,
      label: realName,
      description: isBot ? `@${name} · app` : `@${name}`,
      value: id,
    }));
}

function conversationChoices({ conversations, people }: Screen, filter: Json): Choice[] {
  const words = { channel: 'public', private: 'private', direct: 'im' };
  const wanted = Array.isArray(filter.include) ? filter.include : undefined;
  return conversations
    .filter((it) => !it.isArchived && wanted?.includes(words[it.kind]) !== false)
    .filter((it) => !(it.isShared && filter.exclude_external_shared_channels === true))
    .filter((it) => !(it.kind === 'direct' && filter.exclude_bot_users === true && withBot(it.members, people)))
    .map((it) => ({ key: it.id, label: it.kind === 'direct' ? it.name : `#${it.name}`, value: it.id }));
}

function withBot(members: string[], people: Screen['people']): boolean {
  return people.some((person) => person.isBot && members.includes(person.id));
}

/** The groups with what matches the letters, empty ones left out. */
export function filterGroups(groups: ChoiceGroup[], fits: (choice: Choice) => boolean): ChoiceGroup[] {
  return groups
    .map(({ label, choices }) => ({ label, choices: choices.filter(fits) }))
    .filter(({ choices }) => choices.length > 0);
}

export function contains(query: string): (choice: Choice) => boolean {
  const letters = query.trim().toLocaleLowerCase();
  return ({ label, description = '' }) => `${label} ${description}`.toLocaleLowerCase().includes(letters);
}
