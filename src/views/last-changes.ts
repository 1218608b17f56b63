import type { LastChange } from '../domain/errors.js';
import type { Speech } from './speak.js';

// What whoever came too late is told of who was first.

/** With who it was, or where nobody can be mentioned: "Bo approved R-1042 on …", "R-1042 was approved on …". */
export interface Telling extends Pick<Speech, 'say'> {
  readonly way: 'who_did' | 'was_done';
  readonly by: (last: LastChange) => { readonly who: string; readonly when: string };
}

// The first one is said of whatever else happened.
const CHANGES = [
  'changed',
  'created',
  'approved',
  'declined',
  'held',
  'released',
  'reopened',
  'marked_paid',
  'withdrawn',
  'approved_first',
  'changes_requested',
  'edited',
  'invoiced',
  'carried_forward',
  'postponed',
  'invoice_voided',
  'paid_on_invoice',
  'cut',
  'finalised',
  'paused',
  'resumed',
  'failed',
  'retried',
  'paid',
  'voided',
  'answered',
] as const;
const RUN_CHANGES = ['month_closed', 'run_allowed'] as const;
const SETTING_CHANGES = ['changed', 'installed', 'claimed'] as const;

/** To a reward, an invoice, or the question about a reward. */
export function sayChange(thing: string, last: LastChange, { say, way, by }: Telling): string {
  return capitalise(say(`last_change.${way}.${oneOf(CHANGES, last.kind)}`, { ...by(last), thing }));
}

export function sayRunChange(
  run: { readonly month: string; readonly currency: string },
  last: LastChange,
  { say, way, by }: Telling,
): string {
  return capitalise(say(`last_change.${way}.${oneOf(RUN_CHANGES, last.kind)}`, { ...by(last), ...run }));
}

export function saySettingChange(setting: string, last: LastChange, { say, way, by }: Telling): string {
  return capitalise(say(`last_change.${way}.setting_${settingChange(last)}`, { ...by(last), setting }));
}

export function sayAdminChange(last: LastChange, { say, way, by }: Telling): string {
  return capitalise(say(`last_change.${way}.admin_${settingChange(last)}`, by(last)));
}

function settingChange({ kind }: LastChange): (typeof SETTING_CHANGES)[number] {
  return oneOf(SETTING_CHANGES, kind === 'admin_claimed' ? 'claimed' : kind);
}

function oneOf<Known extends string>(known: readonly [Known, ...Known[]], kind: string): Known {
  return known.find((one) => one === kind) ?? known[0];
}

// A sentence may begin with "the bot".
function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
