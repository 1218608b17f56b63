import { CommanderError } from 'commander';
import type { Clock } from '../clock.js';
import { ConfigError, type Environment, readCommandLineConfig } from '../config.js';
import { EmbeddedDatabaseError } from '../db/embedded/embedded-database-error.js';
import { MigrationError } from '../db/migrate.js';
import { isRefusal, Refusal } from '../domain/errors.js';
import { SETTING_EXPECTED } from '../domain/settings-expected.js';
import { SlackStartError } from '../slack/read-team.js';
import { refusalPlain } from '../views/refusals.js';
import { CommandFailure, EXIT, type ExitCode } from './exit-code.js';
import { createPrinter, type Output } from './printer.js';
import { createProgram } from './program.js';

export interface Terminal {
  /** Without the interpreter and the script. */
  readonly words: readonly string[];
  readonly env: Environment;
  readonly out: Output;
  readonly err: Output;
  readonly clock: Clock;
}

/** Does what the command line says, prints what came of it, and returns what the shell is told. Never throws. */
export async function runCommandLine({ words, env, out, err, clock }: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram(
    async ({ workspace, json = false }, command) => {
      const printer = createPrinter(out, err, json);
      try {
        const config = readCommandLineConfig(env);
        exitCode = await command({ config, printer, clock, workspaceId: workspace });
      } catch (error) {
        const sentence = explain(error);
        exitCode = error instanceof CommandFailure ? error.exitCode : EXIT.failed;
        printer.warn(sentence);
        if (isDebugging(env)) printer.warn(inDetail(error));
        printer.json({ error: sentence });
      }
    },
    { out, err },
  );
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}

/** One sentence, or one for each thing that is wrong, without a stack. */
function explain(error: unknown): string {
  if (isRefusal(error, 'setting_invalid')) return `${error.facts.name} must be ${SETTING_EXPECTED[error.facts.name]}.`;
  if (error instanceof Refusal) return refusalPlain(error);
  const sentences = [CommandFailure, ConfigError, EmbeddedDatabaseError, MigrationError, SlackStartError];
  if (error instanceof Error && sentences.some((kind) => error instanceof kind)) return error.message;
  const reason = String(Object(error).message ?? error)
    .trim()
    .split('\n')
    .at(-1);
  return `Something went wrong that should not: ${reason} (LOG_LEVEL=debug shows where.)`;
}

function isDebugging(env: Environment): boolean {
  return env.LOG_LEVEL === 'debug' || env.LOG_LEVEL === 'trace';
}

function inDetail(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack, error.cause && `because of ${inDetail(error.cause)}`].filter(Boolean).join('\n');
}
