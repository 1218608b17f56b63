import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { readGrantees } from '../domain/grants.js';
import type { Reader } from '../domain/reader.js';
import { type SettingName, settings } from '../domain/settings.js';
import { modal } from './blocks.js';
import { ACTION, VIEW } from './ids.js';
import { errorsOf, type FilledForm, optionOf, type Reading } from './reading.js';
import { type FieldContext, TOPIC_FIELDS } from './settings-fields.js';
import { type Choice, choiceInput } from './settings-inputs.js';
import { TOPICS, type Topic } from './settings-topics.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** The settings as they are, each with the stamp that the form remembers it by. */
export interface SettingsShown {
  readonly settings: ReadonlyMap<SettingName, { readonly value: string; readonly seen: string }>;
  readonly partnerGroups: readonly string[];
}

export interface SettingWish {
  readonly name: SettingName;
  readonly value: string;
  readonly seen: string;
}

const memory = z.object({
  topic: z.enum(TOPICS),
  scope: z.string().optional(),
  seen: z.record(z.string(), z.string()),
});

/** One topic's form, as things are now. */
export function buildSettingsForm(topic: Topic, shown: SettingsShown, about: FieldContext): ModalView {
  const { say } = speakTo(about.reader);
  const fields = TOPIC_FIELDS[topic];
  const inputs = fields.flatMap((field) => field.build(shown.settings.get(field.setting)?.value ?? '', about));
  const seen = Object.fromEntries(
    fields.map(({ setting }) => [setting, shown.settings.get(setting)?.seen ?? '']),
  ) satisfies Record<string, string>;
  return modal({
    title: say(`topic.${topic}`),
    submit: say('settings.save'),
    reader: about.reader,
    callbackId: VIEW.settingsForm,
    metadata: { topic, ...(about.scope !== undefined && { scope: about.scope }), seen },
    blocks: [...(topic === 'managers' ? [scopeInput(shown, about)] : []), ...inputs],
  });
}

// A group's name may be as long as an option's value, so it stands there as it is; a group of this name is not offered.
const ALL_PARTNERS = '=';
const MOST_GROUPS = 99;

/** Whose managers are shown: those of all partners, or of a group that partners are in or somebody is limited to. */
function scopeInput({ settings: now, partnerGroups }: SettingsShown, { scope, reader }: FieldContext): InputBlock {
  const { say } = speakTo(reader);
  const limits = readGrantees(now.get('manager-users')?.value ?? '').flatMap((grantee) => grantee.partnerGroups);
  const groups = [...new Set([...partnerGroups, ...limits])].filter((group) => group !== ALL_PARTNERS);
  const choices: Choice[] = [
    { value: ALL_PARTNERS, text: say('manager_scope.all') },
    ...groups
      .slice(0, MOST_GROUPS)
      .map((group) => ({ value: group, text: say('manager_scope.group', { group: oneLine(group) }) })),
  ];
  const current = scope ?? ALL_PARTNERS;
  const asked = { label: say('manager_scope.which'), hint: say('manager_scope.hint') };
  return { ...choiceInput(ACTION.managerScope, asked, choices, current), dispatch_action: true };
}

/** The partner group that was chosen in the form; none: all partners. */
export function readChosenScope(form: FilledForm): string | undefined {
  const value = optionOf(form, ACTION.managerScope) ?? ALL_PARTNERS;
  return value === ALL_PARTNERS ? undefined : value;
}

function readSettingsMemory(form: FilledForm): z.infer<typeof memory> {
  return memory.parse(JSON.parse(form.private_metadata));
}

/** What the form wants set. `now`: the settings as they are, which those that a form shows in part are built from. */
export function readSettingsForm(
  form: FilledForm,
  now: SettingsShown,
  reader?: Reader,
): Reading<readonly SettingWish[]> {
  const { topic, scope, seen } = readSettingsMemory(form);
  const about: FieldContext = { groupNames: new Map(), scope, reader };
  const read = TOPIC_FIELDS[topic].map((field) => {
    const current = now.settings.get(field.setting)?.value ?? '';
    return {
      id: field.id(about),
      name: field.setting,
      value: field.read(form, current, about),
      seen: seen[field.setting] ?? '',
      problem: field.cannotTake?.(form, current, about),
    };
  });
  const errors = errorsOf(
    Object.fromEntries(
      read.map(({ id, name, value, problem }) => [
        id,
        problem ?? (isReadable(name, value) ? undefined : errorText(name, reader)),
      ]),
    ),
  );
  return errors
    ? { ok: false, errors }
    : { ok: true, value: read.map(({ name, value, seen }) => ({ name, value, seen })) };
}

/** The input that a setting's error belongs under, if the form has it. */
export function fieldOfSetting(form: FilledForm, name: string): string | undefined {
  const { topic, scope } = readSettingsMemory(form);
  return TOPIC_FIELDS[topic].find(({ setting }) => setting === name)?.id({ groupNames: new Map(), scope });
}

function isReadable(name: SettingName, value: string): boolean {
  return settings[name].safeParse(value).success;
}

function errorText(name: SettingName, reader: Reader | undefined): string {
  return shorten(speakTo(reader).say(`setting_error.${name}`), 150);
}
