import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.js';

/** Logs hold ids and codes: no bodies, names, amounts or tokens. */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, base: null, serializers: { err: describeError } });
}

const MAX_FRAMES = 12;
const MAX_CAUSES = 5;
const CODE = /^[\w.-]{1,60}$/;

/**
 * An error as a log may keep it: its name, its codes and its stack frames. The message is kept only of errors that our
 * own code threw: those of Slack, the database, fetch or the runtime can hold what they were given.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = framesOf(error);
  const causes = depth < MAX_CAUSES ? causesOf(error).map((cause) => describeError(cause, depth + 1)) : [];
  return {
    type: error.name,
    ...codesOf(error),
    message: isOurs(frames) ? firstLine(error.message) : undefined,
    stack: frames.join('\n'),
    ...(causes.length > 0 && { causes }),
  };
}

/** Slack's and the database's own words for what happened, beside the code that a package gave it. */
function codesOf(error: Error): Record<string, string | number | undefined> {
  const { code, statusCode, data, meta } = error as Error & Readonly<Record<string, unknown>>;
  const database = fieldOf(fieldOf(meta, 'driverAdapterError'), 'cause');
  return {
    code: codeIn(code),
    status: codeIn(statusCode),
    slackError: codeIn(fieldOf(data, 'error')),
    databaseError: codeIn(fieldOf(database, 'originalCode')) ?? codeIn(fieldOf(database, 'kind')),
  };
}

function codeIn(value: unknown): string | number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && CODE.test(value) ? value : undefined;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

/** The causes of an error, in the fields that packages use for them. */
function causesOf(error: Error): unknown[] {
  const { cause, original, originals, errors } = error as Error & Readonly<Record<string, unknown>>;
  const listed = [originals, errors].flatMap((list) => (Array.isArray(list) ? list.slice(0, MAX_CAUSES) : []));
  return [cause, original, ...listed].filter((it) => it !== undefined);
}

/** Thrown by our own code, not on its behalf by a package, the runtime or a built-in function. */
function isOurs([first = '']: readonly string[]): boolean {
  return /[\\/]src[\\/]/.test(first) && !/[\\/](node_modules|generated)[\\/]/.test(first);
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0]?.slice(0, 200) ?? '';
}

/** The frames alone: a stack begins with the message, whose lines may look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = message ? stack.indexOf(message) : -1;
  const frames = at === -1 ? stack : stack.slice(at + message.length);
  return frames
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, MAX_FRAMES);
}
