import { createHash } from 'node:crypto';
import type { InputBlock } from '@slack/types';
import { granteesFor, readGrantees, regrant, showGrantees } from '../domain/grants.js';
import type { SettingName } from '../domain/settings.js';
import { ACTION } from './ids.js';
import { input, textInput } from './inputs.js';
import { type FilledForm, fieldOf, optionOf, textOf } from './reading.js';
import {
  channelInput,
  choiceInput,
  choiceOption,
  numberInput,
  peopleInput,
  readPrincipals,
  userGroupsInput,
} from './settings-inputs.js';
import type { Topic } from './settings-topics.js';

/** What a form knows besides the setting's own value. */
export interface FieldContext {
  /** The names of user groups, by id, as far as Slack said them. */
  readonly groupNames: ReadonlyMap<string, string>;
  /** Managers: the partner group whose managers are shown; none: those of all partners. */
  readonly scope?: string | undefined;
}

/** How one setting is asked for: its inputs, and how they are read back into the text that would set it. */
export interface SettingField {
  readonly setting: SettingName;
  /** The input under which its errors go. */
  readonly id: (context: FieldContext) => string;
  readonly build: (value: string, context: FieldContext) => InputBlock[];
  /** `value`: what the setting is now. */
  readonly read: (form: FilledForm, value: string, context: FieldContext) => string;
}

const typedIn = (form: FilledForm, id: string) => (fieldOf(form, id).value ?? '').trim();

function number(setting: SettingName, label: string, hint: string): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value) => [numberInput(setting, { label, hint }, value)],
    read: (form) => typedIn(form, setting),
  };
}

function channel(setting: SettingName, label: string, hint: string): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value) => [channelInput(setting, { label, hint }, value)],
    read: (form) => fieldOf(form, setting).selected_conversation ?? '',
  };
}

function choice(
  setting: SettingName,
  asked: { readonly label: string; readonly hint: string },
  choices: Readonly<Record<string, string>>,
): SettingField {
  const offered = Object.entries(choices).map(([value, text]) => ({ value, text }));
  return {
    setting,
    id: () => setting,
    build: (value) => [choiceInput(setting, asked, offered, value)],
    read: (form) => optionOf(form, setting) ?? '',
  };
}

function people(setting: SettingName, asked: { readonly people: string; readonly hint: string }): SettingField {
  return {
    setting,
    id: () => setting,
    build: (value, { groupNames }) => {
      const ids = value.split(',').filter(Boolean);
      return [
        peopleInput(setting, { label: asked.people, hint: asked.hint, optional: true }, ids),
        userGroupsInput(setting, { label: `${asked.people}: user groups`, optional: true }, ids, groupNames),
      ];
    },
    read: (form) => readPrincipals(form, setting).join(','),
  };
}

/** The inputs of each partner group are others, so that Slack does not carry people from one to the next. */
const managersId = ({ scope }: FieldContext) =>
  scope === undefined ? 'manager-users' : `manager-users:${createHash('sha256').update(scope).digest('base64url')}`;

const managers: SettingField = {
  setting: 'manager-users',
  id: managersId,
  build: (value, context) => {
    const ids = granteesFor(readGrantees(value), context.scope);
    const hint =
      context.scope === undefined
        ? 'They reward every partner. Admins always may.'
        : 'They reward partners of this group, and of no other that is not theirs too.';
    return [
      peopleInput(managersId(context), { label: 'People', hint, optional: true }, ids),
      userGroupsInput(managersId(context), { label: 'User groups', optional: true }, ids, context.groupNames),
    ];
  },
  read: (form, value, context) =>
    showGrantees(regrant(readGrantees(value), context.scope, readPrincipals(form, managersId(context)))),
};

const currencies: SettingField = {
  setting: 'currencies',
  id: () => 'currencies',
  build: (value) => [
    textInput({
      id: 'currencies',
      label: 'Currencies',
      hint: 'ISO 4217 codes, the default first: USD or USD, EUR',
      initial: value.replaceAll(',', ', '),
    }),
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
  build: (value) => [
    numberInput(
      'second-approval',
      {
        label: 'Two people approve from',
        hint: 'In major units; empty: one person approves. For rewards created from now on.',
        optional: true,
      },
      value,
    ),
  ],
  read: (form) => typedIn(form, 'second-approval') || 'off',
};

const timeZone: SettingField = {
  setting: 'time-zone',
  id: () => ACTION.timeZone,
  build: (value) => [
    input(
      { id: ACTION.timeZone, label: 'Time zone', hint: 'Where a month begins and ends.' },
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
  build: (value) => [textInput({ id: 'name', label: 'Name', hint: 'Of your programme or company.', initial: value })],
  read: (form) => textOf(form, 'name') ?? '',
};

const address: SettingField = {
  setting: 'address',
  id: () => 'address',
  build: (value) => [
    textInput({
      id: 'address',
      label: 'Address',
      hint: 'As it stands on your invoices, at most 500 characters.',
      multiline: true,
      optional: true,
      initial: value.replaceAll('\\n', '\n'),
    }),
  ],
  read: (form) => (textOf(form, 'address') ?? '').replaceAll('\n', '\\n'),
};

/** The settings of each topic, in the order they are asked for: never more than six inputs. */
export const TOPIC_FIELDS: Readonly<Record<Topic, readonly SettingField[]>> = {
  channels: [
    channel('review-channel', 'Review channel', 'Cards of rewards go here. Best private; the bot has to be in it.'),
    channel('finance-channel', 'Finance channel', 'Invoices go here. Best private; the bot has to be in it.'),
  ],
  managers: [managers],
  approvers: [people('approver-users', { people: 'Approvers', hint: 'Nobody named: admins only.' })],
  finance: [people('finance-users', { people: 'Finance', hint: 'Nobody named: admins only.' })],
  admins: [people('admin-users', { people: 'Admins', hint: 'At least one person.' })],
  money: [
    currencies,
    number('reward-cap', 'Most that one reward may be', 'In major units of whichever currency it has.'),
    secondApproval,
    number(
      'minimum-payout',
      'Least a partner is paid',
      'In major units; who has less is carried forward. 0: any amount.',
    ),
    number(
      'invoice-bound',
      'Ask finance about an invoice over',
      'In major units. Over it, finance is asked before it is cut.',
    ),
  ],
  time: [
    timeZone,
    number('review-days', 'Days an invoice is in review', '0 to 60.'),
    number('payment-days', 'Days from there to the payment', '0 to 120. Partners are told the day.'),
    number('digest-days', 'Days ahead that finance is told', '0 to 20 before the month ends; 0: not told.'),
  ],
  review: [
    choice(
      'four-eyes',
      { label: 'Four eyes', hint: 'For rewards created from now on.' },
      {
        on: 'On: nobody decides on their own reward',
        off: 'Off: whoever may approve may approve their own',
      },
    ),
    choice(
      'unreviewed',
      { label: 'What nobody reviewed', hint: 'When the month ends and its invoice is cut.' },
      {
        new_and_approved: 'Goes on the invoice, marked so',
        approved_only: 'Waits until it is approved',
      },
    ),
    number('duplicate-days', 'Days a likely duplicate is looked for', '0 to 365.'),
    number(
      'reminder-hours',
      'Hours until a reminder',
      '0 to 720, for a card that nobody decided; 0: never, not even before the cut.',
    ),
    people('escalation', { people: 'Escalation', hint: 'Who is named once reminders have not helped.' }),
  ],
  paper: [name, address],
};
