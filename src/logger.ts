import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.js';

/** Logs hold ids and codes: no bodies, names, amounts or tokens. */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, base: null, serializers: { err: describeError } });
}

/** An error as a log may keep it. Slack's errors carry requests and answers, and the database's carry values: left out. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    code,
    message: firstLine(error.message),
    stack: framesOf(error),
    cause: error.cause && describeError(error.cause),
  };
}

function firstLine(message: string): string {
  return message.trim().split('\n')[0]?.slice(0, 200) ?? '';
}

function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, 12)
    .join('\n');
}
