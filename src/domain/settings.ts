import { z } from 'zod';
import { readGrantee, SLACK_PRINCIPAL } from './grants.js';
import { isCurrency } from './money.js';
import { isTimeZone } from './period.js';
import type { Role } from './policy.js';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^[0-9]+$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);
const majorUnits = z
  .string()
  .regex(/^[0-9]{1,12}$/)
  .transform(BigInt);
const list = (item: RegExp) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((parts) => parts.every((part) => item.test(part)));

export const SLACK_CHANNEL = /^[CG][A-Z0-9]{2,}$/;

const currencies = list(/^[A-Z]{3}$/).refine(
  (codes) => codes.length > 0 && codes.every(isCurrency) && new Set(codes).size === codes.length,
);
const principals = list(SLACK_PRINCIPAL);
const admins = principals.refine((ids) => ids.length > 0);
const managers = list(/^/).refine((parts) => parts.every((part) => readGrantee(part)));
const channel = z.string().regex(SLACK_CHANNEL);

/**
 * Every setting of a programme, by the name people use: how its text is read, and what is said when it cannot be.
 * The same readers serve the environment of the first start and the command line.
 */
export const settings = {
  name: { read: z.string().trim().min(1).max(75), expected: 'a name of 1 to 75 characters' },
  currencies: { read: currencies, expected: 'ISO 4217 codes, the default first: USD or USD,EUR' },
  'time-zone': { read: z.string().refine(isTimeZone), expected: 'an IANA time zone: Europe/Berlin' },
  'review-channel': {
    read: channel,
    expected: 'a channel id, C0123456789: open the channel in Slack, its name, at the bottom',
  },
  'finance-channel': {
    read: channel,
    expected: 'a channel id, C0123456789: open the channel in Slack, its name, at the bottom',
  },
  'admin-users': { read: admins, expected: 'Slack user or user group ids, at least one: U0123456789,S0123456789' },
  'manager-users': {
    read: managers,
    expected:
      'Slack user or user group ids, each with the partner groups it is limited to, if any: U0123456789:Gold+Silver,S0123456789; in a group’s name write %2C for a comma, %2B for a plus',
  },
  'approver-users': { read: principals, expected: 'Slack user or user group ids, or nothing for admins only' },
  'finance-users': { read: principals, expected: 'Slack user or user group ids, or nothing for admins only' },
  'reward-cap': {
    read: majorUnits.refine((value) => value > 0n),
    expected: 'the most one reward may be, in major units: 100000',
  },
  'review-days': { read: wholeNumber(0, 60), expected: 'whole days, 0 to 60' },
  'payment-days': { read: wholeNumber(0, 120), expected: 'whole days, 0 to 120' },
  unreviewed: { read: z.enum(['new_and_approved', 'approved_only']), expected: 'new_and_approved or approved_only' },
  'four-eyes': { read: z.enum(['on', 'off']).transform((word) => word === 'on'), expected: 'on or off' },
  'duplicate-days': { read: wholeNumber(0, 365), expected: 'whole days, 0 to 365' },
  'second-approval': {
    read: z.union([z.literal('off').transform(() => null), majorUnits.refine((value) => value > 0n)]),
    expected: 'the amount from which two people must approve, in major units: 5000; or off',
  },
  'reminder-hours': {
    read: wholeNumber(0, 720),
    expected:
      'whole hours after which an undecided card is raised, 0 to 720; 0 for none at all, not even before the cut',
  },
  escalation: {
    read: principals,
    expected: 'Slack user or user group ids that are named when reminders have not helped, or nothing',
  },
  'digest-days': { read: wholeNumber(0, 20), expected: 'whole days before the month ends, 0 to 20; 0 for no digest' },
  'minimum-payout': {
    read: majorUnits,
    expected: 'the least a partner is paid with one invoice, in major units: 25; 0 for any amount',
  },
  'invoice-bound': {
    read: majorUnits.refine((value) => value > 0n),
    expected: 'the most an invoice may come to without being asked about, in major units: 1000000',
  },
  address: {
    read: z
      .string()
      .trim()
      .max(500)
      .transform((text) => text.replaceAll('\\n', '\n')),
    expected: 'the address on your invoices, at most 500 characters; \\n begins a new line',
  },
} as const;

export type SettingName = keyof typeof settings;
export const SETTING_NAMES = Object.keys(settings) as SettingName[];

/** The settings that say who has which role. */
export const ROLE_SETTINGS = {
  admin: 'admin-users',
  manager: 'manager-users',
  approver: 'approver-users',
  finance: 'finance-users',
} as const satisfies Record<Role, SettingName>;

/** Whether a setting names people: nothing then means admins only. */
export function isRoleSetting(name: SettingName): boolean {
  return Object.values<SettingName>(ROLE_SETTINGS).includes(name);
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}
