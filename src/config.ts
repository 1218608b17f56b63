import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { FirstStartSettings } from './domain/first-start.js';
import { type SettingName, settings } from './domain/settings.js';
import { SETTING_EXPECTED } from './domain/settings-expected.js';

/** What the environment of a process holds, as it is: `process.env`, or a test's. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface DatabaseConfig {
  /** Absent: the bot keeps its own database in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
}

export interface AppConfig extends DatabaseConfig {
  readonly slack: {
    readonly botToken: string;
    /** Present: Socket Mode. */
    readonly appToken?: string | undefined;
    /** There unless `appToken` is: HTTP. */
    readonly signingSecret?: string | undefined;
    /** Ends with a slash. */
    readonly apiUrl: string;
  };
  readonly port: number;
  /** The address to listen on; absent: every one there is over HTTP, the loopback in Socket Mode. */
  readonly host?: string | undefined;
  /** How long the bot says that it is not ready before it takes no more requests, in milliseconds; absent: not at all. */
  readonly drainMs?: number | undefined;
  readonly logLevel: LogLevel;
  readonly firstStart: FirstStartSettings;
}

export interface CommandLineConfig extends DatabaseConfig {
  /** Only needed while the database knows no workspace. */
  readonly slack?: { readonly botToken: string; readonly apiUrl: string } | undefined;
  readonly logLevel: LogLevel;
  readonly firstStart: FirstStartSettings;
}

/** The environment is not usable. The message has one sentence for each variable, with its name and never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Adds what the file says to the environment, where it exists; what is set already stays. Before any `read…Config`. */
export function loadEnvFile(path: string): void {
  if (existsSync(path)) process.loadEnvFile(path);
}

const MEANT_FOR_SLACK = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_API_URL',
  'REVIEW_CHANNEL',
  'FINANCE_CHANNEL',
  'ADMIN_USERS',
];

/** Whether this environment is meant for a real Slack, complete or not; without one, `npm start` brings its own. */
export function hasSlackVariables(env: Environment): boolean {
  return MEANT_FOR_SLACK.some((name) => env[name]?.trim());
}

/** Reads what the bot is started with. Throws ConfigError. */
export function readConfig(env: Environment): AppConfig {
  const reader = new VariableReader(env);
  const botToken = reader.read('SLACK_BOT_TOKEN', botTokenVariable);
  const appToken = reader.read('SLACK_APP_TOKEN', {
    read: z.string().regex(/^xapp-\S+$/),
    expected: 'the app-level token that starts with xapp-: Basic Information, in the settings of your Slack app',
  });
  const signingSecret = reader.read('SLACK_SIGNING_SECRET', {
    read: z.string().regex(/^\S+$/),
    expected: 'the Signing Secret without spaces: Basic Information, in the settings of your Slack app',
  });
  if (!reader.isSet('SLACK_BOT_TOKEN')) reader.complain('SLACK_BOT_TOKEN is missing.');
  if (!reader.isSet('SLACK_APP_TOKEN') && !reader.isSet('SLACK_SIGNING_SECRET')) {
    reader.complain('Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.');
  }
  const port = reader.read('PORT', {
    read: z
      .string()
      .regex(/^[0-9]{1,5}$/)
      .transform(Number)
      .refine((value) => value <= 65_535),
    expected: 'a whole number from 0 to 65535',
  });
  const drainSeconds = reader.read('DRAIN_SECONDS', {
    read: z
      .string()
      .regex(/^[0-5]$/)
      .transform(Number),
    expected: 'a whole number of seconds from 0 to 5',
  });
  return reader.finish({
    ...readDatabase(reader),
    slack: { botToken: botToken ?? '', appToken, signingSecret, apiUrl: readApiUrl(reader) },
    port: port ?? 3000,
    host: reader.read('HOST', {
      read: z.string().regex(/^[^\s/]+$/),
      expected: 'an address of this machine: 127.0.0.1',
    }),
    drainMs: drainSeconds && 1_000 * drainSeconds,
    logLevel: readLogLevel(reader),
    firstStart: readFirstStart(reader),
  });
}

/** Reads what the command line needs: no Slack variable once the database has a workspace. Throws ConfigError. */
export function readCommandLineConfig(env: Environment): CommandLineConfig {
  const reader = new VariableReader(env);
  const botToken = reader.read('SLACK_BOT_TOKEN', botTokenVariable);
  return reader.finish({
    ...readDatabase(reader),
    slack: botToken ? { botToken, apiUrl: readApiUrl(reader) } : undefined,
    logLevel: readLogLevel(reader),
    firstStart: readFirstStart(reader),
  });
}

interface Variable<Value> {
  readonly read: z.ZodType<Value, string>;
  readonly expected: string;
}

const botTokenVariable: Variable<string> = {
  read: z.string().regex(/^xoxb-\S+$/),
  expected: 'the bot token that starts with xoxb-: OAuth & Permissions, in the settings of your Slack app',
};

/** Reads variables one by one and keeps every complaint, so that an operator sees all of them at once. */
class VariableReader {
  readonly #problems: string[] = [];
  constructor(private readonly env: Environment) {}

  isSet(name: string): boolean {
    return Boolean(this.env[name]?.trim());
  }

  /** Undefined: not set, set to nothing, or wrong, which `finish` then throws. */
  read<Value>(name: string, { read, expected }: Variable<Value>): Value | undefined {
    const text = this.env[name]?.trim();
    if (!text) return undefined;
    const result = read.safeParse(text);
    if (result.success) return result.data;
    this.complain(`${name} must be ${expected}.`);
    return undefined;
  }

  complain(sentence: string): void {
    this.#problems.push(sentence);
  }

  finish<Config extends object>(config: Config): Config {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems.join(' '));
    return deepFreeze(config);
  }
}

function readDatabase(reader: VariableReader): DatabaseConfig {
  const databaseUrl = reader.read('DATABASE_URL', {
    read: z.string().refine((url) => ['postgres:', 'postgresql:'].includes(protocolOf(url))),
    expected: 'the address of a Postgres database: postgresql://user:password@host:5432/name',
  });
  const dataDir = reader.read('DATA_DIR', { read: z.string(), expected: 'a folder' });
  return { databaseUrl, dataDir: dataDir ?? './data' };
}

function readApiUrl(reader: VariableReader): string {
  const apiUrl = reader.read('SLACK_API_URL', {
    read: z
      .string()
      .refine((url) => ['http:', 'https:'].includes(protocolOf(url)))
      .transform((url) => (url.endsWith('/') ? url : `${url}/`)),
    expected: 'a web address: https://slack.com/api/',
  });
  return apiUrl ?? 'https://slack.com/api/';
}

function readLogLevel(reader: VariableReader): LogLevel {
  const level = reader.read('LOG_LEVEL', { read: z.enum(LOG_LEVELS), expected: `one of ${LOG_LEVELS.join(', ')}` });
  return level ?? 'info';
}

// Whether these are needed is for the workspace to say: they only count the first time.
function readFirstStart(reader: VariableReader): FirstStartSettings {
  return {
    reviewChannel: reader.read('REVIEW_CHANNEL', settingVariable('review-channel')),
    financeChannel: reader.read('FINANCE_CHANNEL', settingVariable('finance-channel')),
    currencies: reader.read('CURRENCY', settingVariable('currencies')) ?? ['USD'],
    timeZone: reader.read('TIME_ZONE', settingVariable('time-zone')) ?? 'UTC',
    unreviewed: reader.read('UNREVIEWED', settingVariable('unreviewed')),
    grants: {
      admin: reader.read('ADMIN_USERS', settingVariable('admin-users')) ?? [],
      manager: reader.read('MANAGER_USERS', settingVariable('manager-users')) ?? [],
      approver: reader.read('APPROVER_USERS', settingVariable('approver-users')) ?? [],
      finance: reader.read('FINANCE_USERS', settingVariable('finance-users')) ?? [],
    },
  };
}

function settingVariable<Name extends SettingName>(name: Name) {
  return { read: settings[name], expected: SETTING_EXPECTED[name] };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
