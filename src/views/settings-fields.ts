import { createHash } from 'node:crypto';
import type { InputBlock } from '@slack/types';
import { granteesFor, readGrantees, regrant, showGrantees } from '../domain/grants.js';
import type { Role } from '../domain/policy.js';
import type { Reader } from '../domain/reader.js';
import type { SettingName } from '../domain/settings.js';
import { ACTION } from './ids.js';
import { input, textInput } from './inputs.js';
import { type FilledForm, fieldOf, optionOf, textOf } from './reading.js';
import {
  type Asked,
  channelInput,
  choiceInput,
  choiceOption,
  numberInput,
  peopleInput,
  readPrincipals,
  userGroupsInput,
} from './settings-inputs.js';
import type { Topic } from './settings-topics.js';
import { speakTo } from './speak.js';
import type { SentenceId } from './words/languages.js';

/** What a form knows besides the setting's own value. */
export interface FieldContext {
  /** The names of user groups, by id, as far as Slack said them. */
  readonly groupNames: ReadonlyMap<string, string>;
  /** Managers: the partner group whose managers are shown; none: those of all partners. */
  readonly scope?: string | undefined;
  /** Who reads it. */
  readonly reader?: Reader | undefined;
}

/** How one setting is asked for: its inputs, and how they are read back into the text that would set it. */
export interface SettingField {
  readonly setting: SettingName;
  /** The input under which its errors go. */
  readonly id: (context: FieldContext) => string;
  readonly build: (value: string, context: FieldContext) => InputBlock[];
  /** `value`: what the setting is now. */
  readonly read: (form: FilledForm, value: string, context: FieldContext) => string;
  /** What was filled in that the setting has no place for: it would be left out without a word. */
  readonly cannotTake?: (form: FilledForm, value: string, context: FieldContext) => string | undefined;
}

type PeopleSetting = `${Role}-users` | 'escalation';
type ChoiceId = Extract<SentenceId, `four_eyes.${string}` | `unreviewed.${string}`>;

const typedIn = (form: FilledForm, id: string) => (fieldOf(form, id).value ?? '').trim();

/** What a setting's input is for. */
function asked(setting: SettingName, reader: Reader | undefined): Asked & { readonly hint: string } {
  const { say } = speakTo(reader);
  return { label: say(`setting.${setting}`), hint: say(`setting_hint.${setting}`) };
}

function number(setting: SettingName): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value, { reader }) => [numberInput(setting, asked(setting, reader), value)],
    read: (form) => typedIn(form, setting),
  };
}

function channel(setting: SettingName): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value, { reader }) => [channelInput(setting, asked(setting, reader), value)],
    read: (form) => fieldOf(form, setting).selected_conversation ?? '',
  };
}

function choice(setting: SettingName, choices: Readonly<Record<string, ChoiceId>>): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value, { reader }) => {
      const { say } = speakTo(reader);
      const offered = Object.entries(choices).map(([value, id]) => ({ value, text: say(id) }));
      return [choiceInput(setting, asked(setting, reader), offered, value)];
    },
    read: (form) => optionOf(form, setting) ?? '',
  };
}

function people(setting: Exclude<PeopleSetting, 'manager-users'>): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value, context) => {
      const ids = value.split(',').filter(Boolean);
      return [
        peopleInput(setting, { ...asked(setting, context.reader), optional: true }, ids),
        userGroupsInput(setting, askedGroups(setting, context), ids, context.groupNames),
      ];
    },
    read: (form) => readPrincipals(form, setting).join(','),
  };
}

function askedGroups(setting: PeopleSetting, { reader }: FieldContext): Asked {
  return { label: speakTo(reader).say(`setting_groups.${setting}`), optional: true };
}

/** The inputs of each partner group are others, so that Slack does not carry people from one to the next. */
const managersId = ({ scope }: FieldContext) =>
  scope === undefined ? 'manager-users' : `manager-users:${createHash('sha256').update(scope).digest('base64url')}`;

const managers: SettingField = {
  setting: 'manager-users',
  id: managersId,
  build: (value, context) => {
    const ids = granteesFor(readGrantees(value), context.scope);
    const { label, hint } = asked('manager-users', context.reader);
    const ofGroup = speakTo(context.reader).say('setting_hint.manager-users_of_group');
    const people = { label, hint: context.scope === undefined ? hint : ofGroup, optional: true };
    return [
      peopleInput(managersId(context), people, ids),
      userGroupsInput(managersId(context), askedGroups('manager-users', context), ids, context.groupNames),
    ];
  },
  read: (form, value, context) =>
    showGrantees(regrant(readGrantees(value), context.scope, readPrincipals(form, managersId(context)))),
  cannotTake: (form, value, context) => {
    const unlimited = granteesFor(readGrantees(value), undefined);
    const isAlready = readPrincipals(form, managersId(context)).some((chosen) => unlimited.includes(chosen));
    return context.scope !== undefined && isAlready
      ? speakTo(context.reader).say('manager_scope.already_all')
      : undefined;
  },
};

const currencies: SettingField = {
  setting: 'currencies',
  id: () => 'currencies',
  build: (value, { reader }) => [
    textInput({ id: 'currencies', ...asked('currencies', reader), initial: value.replaceAll(',', ', ') }),
  ],
  read: (form) =>
    typedIn(form, 'currencies')
      .toUpperCase()
      .split(/[\s,]+/)
      .filter(Boolean)
      .join(','),
};

const secondApproval: SettingField = {
  setting: 'second-approval',
  id: () => 'second-approval',
  build: (value, { reader }) => [
    numberInput('second-approval', { ...asked('second-approval', reader), optional: true }, value),
  ],
  read: (form) => typedIn(form, 'second-approval') || 'off',
};

const timeZone: SettingField = {
  setting: 'time-zone',
  id: () => ACTION.timeZone,
  build: (value, { reader }) => [
    input(
      { id: ACTION.timeZone, ...asked('time-zone', reader) },
      {
        type: 'external_select',
        min_query_length: 1,
        initial_option: choiceOption({ value, text: value }),
      },
    ),
  ],
  read: (form) => optionOf(form, ACTION.timeZone) ?? '',
};

const name: SettingField = {
  setting: 'name',
  id: () => 'name',
  build: (value, { reader }) => [textInput({ id: 'name', ...asked('name', reader), initial: value })],
  read: (form) => textOf(form, 'name') ?? '',
};

const address: SettingField = {
  setting: 'address',
  id: () => 'address',
  build: (value, { reader }) => [
    textInput({
      id: 'address',
      ...asked('address', reader),
      multiline: true,
      optional: true,
      initial: value.replaceAll('\\n', '\n'),
    }),
  ],
  read: (form) => (textOf(form, 'address') ?? '').replaceAll('\n', '\\n'),
};

/** The settings of each topic, in the order they are asked for: never more than six inputs. */
export const TOPIC_FIELDS: Readonly<Record<Topic, readonly SettingField[]>> = {
  channels: [channel('review-channel'), channel('finance-channel')],
  managers: [managers],
  approvers: [people('approver-users')],
  finance: [people('finance-users')],
  admins: [people('admin-users')],
  money: [
    currencies,
    choice('unreviewed', {
      new_and_approved: 'unreviewed.new_and_approved',
      approved_only: 'unreviewed.approved_only',
    }),
    number('reward-cap'),
    secondApproval,
    number('minimum-payout'),
    number('invoice-bound'),
  ],
  time: [timeZone, number('review-days'), number('payment-days'), number('digest-days')],
  review: [
    choice('four-eyes', { on: 'four_eyes.on', off: 'four_eyes.off' }),
    number('duplicate-days'),
    number('reminder-hours'),
    people('escalation'),
  ],
  paper: [name, address],
};
