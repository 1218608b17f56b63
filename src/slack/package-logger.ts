import { LogLevel, type Logger as PackageLogger } from '@slack/bolt';
import type { Logger } from 'pino';

/**
 * A logger for Slack's packages. Their messages end in values from outside, such as a path or an error's text: only the
 * words before those are kept.
 */
export function createPackageLogger(
  logger: Logger,
  source: string,
  level: LogLevel.WARN | LogLevel.ERROR = LogLevel.ERROR,
): PackageLogger {
  const write = (severity: 'warn' | 'error') => (message: unknown) => logger[severity]({ source }, ownWordsOf(message));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: level === LogLevel.WARN ? write('warn') : () => undefined,
    error: write('error'),
    getLevel: () => level,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}

/** The beginning of a package's message, up to where it quotes something. */
export function ownWordsOf(message: unknown): string {
  const [words = ''] = typeof message === 'string' ? message.split(/[^\w\s.,'-]/) : [];
  return words.trim().slice(0, 120) || 'no words';
}
