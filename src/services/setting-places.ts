import type { z } from 'zod';
import type { Tx } from '../db/client.js';
import { type Grant, replaceGrants } from '../db/roles.js';
import { type Programme, type ProgrammeChange, updateProgramme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { readGrantee, showGrantees } from '../domain/grants.js';
import type { Role } from '../domain/policy.js';
import { type SettingName, settings } from '../domain/settings.js';

export interface Stored {
  readonly programme: Programme;
  readonly grants: readonly Grant[];
}

/** Where a setting is kept, and how its text is made and written. */
export interface SettingPlace {
  readonly show: (stored: Stored) => string;
  /** Refuses with `setting_invalid` what the setting cannot be. */
  readonly write: (tx: Tx, programme: Programme, value: string) => Promise<void>;
  readonly isRole: boolean;
}

export const settingPlaces: { readonly [Name in SettingName]: SettingPlace } = {
  name: inProgramme(
    'name',
    ({ name }) => name,
    (name) => ({ name }),
  ),
  currencies: inProgramme(
    'currencies',
    ({ currencies }) => currencies.join(','),
    (currencies) => ({ currencies }),
  ),
  'time-zone': inProgramme(
    'time-zone',
    ({ timeZone }) => timeZone,
    (timeZone) => ({ timeZone }),
  ),
  'review-channel': inProgramme(
    'review-channel',
    ({ reviewChannel }) => reviewChannel ?? '',
    (reviewChannel) => ({ reviewChannel }),
  ),
  'finance-channel': inProgramme(
    'finance-channel',
    ({ financeChannel }) => financeChannel ?? '',
    (financeChannel) => ({ financeChannel }),
  ),
  'admin-users': inGrants('admin-users', 'admin'),
  'manager-users': inGrants('manager-users', 'manager'),
  'approver-users': inGrants('approver-users', 'approver'),
  'finance-users': inGrants('finance-users', 'finance'),
  'reward-cap': inProgramme(
    'reward-cap',
    ({ rewardCap }) => String(rewardCap),
    (rewardCap) => ({ rewardCap }),
  ),
  'review-days': inProgramme(
    'review-days',
    ({ reviewDays }) => String(reviewDays),
    (reviewDays) => ({ reviewDays }),
  ),
  'payment-days': inProgramme(
    'payment-days',
    ({ paymentDays }) => String(paymentDays),
    (paymentDays) => ({ paymentDays }),
  ),
  unreviewed: inProgramme(
    'unreviewed',
    ({ unreviewedPolicy }) => unreviewedPolicy ?? '',
    (unreviewedPolicy) => ({ unreviewedPolicy }),
  ),
  'four-eyes': inProgramme(
    'four-eyes',
    ({ fourEyes }) => (fourEyes ? 'on' : 'off'),
    (fourEyes) => ({ fourEyes }),
  ),
  'duplicate-days': inProgramme(
    'duplicate-days',
    ({ duplicateDays }) => String(duplicateDays),
    (duplicateDays) => ({ duplicateDays }),
  ),
  'second-approval': inProgramme(
    'second-approval',
    ({ secondApprovalFrom }) => (secondApprovalFrom === null ? 'off' : String(secondApprovalFrom)),
    (secondApprovalFrom) => ({ secondApprovalFrom }),
  ),
  'reminder-hours': inProgramme(
    'reminder-hours',
    ({ reminderHours }) => String(reminderHours),
    (reminderHours) => ({ reminderHours }),
  ),
  escalation: inProgramme(
    'escalation',
    ({ escalation }) => escalation.join(','),
    (escalation) => ({ escalation: [...new Set(escalation)].sort() }),
  ),
  'digest-days': inProgramme(
    'digest-days',
    ({ digestDays }) => String(digestDays),
    (digestDays) => ({ digestDays }),
  ),
  'minimum-payout': inProgramme(
    'minimum-payout',
    ({ minimumPayout }) => String(minimumPayout),
    (minimumPayout) => ({ minimumPayout }),
  ),
  'invoice-bound': inProgramme(
    'invoice-bound',
    ({ invoiceBound }) => String(invoiceBound),
    (invoiceBound) => ({ invoiceBound }),
  ),
  address: inProgramme(
    'address',
    ({ address }) => address.replaceAll('\n', '\\n'),
    (address) => ({ address }),
  ),
};

type ValueOf<Name extends SettingName> = z.output<(typeof settings)[Name]>;

function inProgramme<Name extends SettingName>(
  name: Name,
  show: (programme: Programme) => string,
  change: (value: ValueOf<Name>) => ProgrammeChange,
): SettingPlace {
  return {
    isRole: false,
    show: ({ programme }) => show(programme),
    write: async (tx, programme, value) => {
      await updateProgramme(tx, programme.workspaceId, change(readSetting(name, value)));
    },
  };
}

function inGrants(name: `${Role}-users`, role: Role): SettingPlace {
  return {
    isRole: true,
    show: ({ grants }) => showGrantees(grants.filter((grant) => grant.role === role)),
    write: (tx, programme, value) =>
      replaceGrants(
        tx,
        programme,
        role,
        readSetting(name, value).flatMap((text) => readGrantee(text) ?? []),
      ),
  };
}

function readSetting<Name extends SettingName>(name: Name, value: string): ValueOf<Name> {
  const result = settings[name].safeParse(value.trim());
  if (!result.success) throw new Refusal('setting_invalid', { name });
  // What the reader of this very name made of the text.
  return result.data as ValueOf<Name>;
}
