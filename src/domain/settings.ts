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
 * Every setting of a programme, by the name people use, and how its text is read. The same readers serve the environment
 * of the first start and the command line.
 */
export const settings = {
  name: z.string().trim().min(1).max(75),
  currencies,
  'time-zone': z.string().refine(isTimeZone),
  'review-channel': channel,
  'finance-channel': channel,
  'admin-users': admins,
  'manager-users': managers,
  'approver-users': principals,
  'finance-users': principals,
  'reward-cap': majorUnits.refine((value) => value > 0n),
  'review-days': wholeNumber(0, 60),
  'payment-days': wholeNumber(0, 120),
  unreviewed: z.enum(['new_and_approved', 'approved_only']),
  'four-eyes': z.enum(['on', 'off']).transform((word) => word === 'on'),
  'duplicate-days': wholeNumber(0, 365),
  'second-approval': z.union([z.literal('off').transform(() => null), majorUnits.refine((value) => value > 0n)]),
  'reminder-hours': wholeNumber(0, 720),
  escalation: principals,
  'digest-days': wholeNumber(0, 20),
  'minimum-payout': majorUnits,
  'invoice-bound': majorUnits.refine((value) => value > 0n),
  address: z
    .string()
    .trim()
    .max(500)
    .transform((text) => text.replaceAll('\\n', '\n')),
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
