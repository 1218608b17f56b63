import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { FILE_FORMATS } from '../domain/invoice-document.js';
import { printBooks } from './check-books.js';
import type { ExitCode } from './exit-code.js';
import { type ExportRun, exportInvoice } from './export-invoice.js';
import { importFile } from './import-file.js';
import { migrateDatabase } from './migrate-database.js';
import type { Output } from './printer.js';
import { runDoctor } from './run-doctor.js';
import { type InvoicesRun, runInvoices } from './run-invoices.js';
import type { SessionOptions } from './session.js';
import { type JobsOptions, showFailedJobs } from './show-failed-jobs.js';
import { showSettings } from './show-settings.js';

export interface GlobalOptions {
  readonly workspace?: string;
  readonly json?: boolean;
}

/** Does one command with the options that all of them have. */
export type Perform = (
  options: GlobalOptions,
  command: (session: SessionOptions) => Promise<ExitCode>,
) => Promise<void>;

/** Every command with its words; what it does is `perform`'s to start. */
export function createProgram(perform: Perform, { out, err }: { readonly out: Output; readonly err: Output }): Command {
  const program = new Command('rewards')
    .description('Partner Rewards for Slack, at the command line. Works beside a running bot and without one.')
    .option('--workspace <id>', 'the Slack team, T0123456789; not needed where there is only one')
    .option('--json', 'print one JSON object, and words for people on standard error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) })
    .showHelpAfterError('(--help says how.)')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 not understood, 3 done with rows skipped.')
    .exitOverride();

  const imports = program.command('import').description('partners or customers from a CSV file; safe to repeat');
  imports
    .command('partners')
    .argument('<file.csv>', 'columns partner_key, name, email, group, slack_user_id; a blank cell changes nothing')
    .description('add partners, and change those whose partner_key is known')
    .action((file: string, _options, command: Command) =>
      perform(command.optsWithGlobals(), (session) => importFile(session, 'partners', file)),
    );
  imports
    .command('customers')
    .argument('<file.csv>', 'columns customer_key, name, email, partner_key; a blank cell changes nothing')
    .description('add customers, and change those known by their customer_key, else by partner and e-mail')
    .action((file: string, _options, command: Command) =>
      perform(command.optsWithGlobals(), (session) => importFile(session, 'customers', file)),
    );

  const invoices = program.command('invoices').description('the monthly invoices');
  invoices
    .command('export')
    .argument('<number>', 'INV-2026-0007')
    .addOption(
      new Option('--format <format>', 'its lines, its paper, or what the bank is to pay')
        .choices(FILE_FORMATS)
        .makeOptionMandatory(),
    )
    .option('--out <file>', 'write it here, also over what is there; else it goes to whoever reads the output')
    .description('an invoice as a file. Into a pipe: npm run --silent rewards -- …')
    .action((number: string, run: ExportRun, command: Command) =>
      perform(command.optsWithGlobals(), (session) => exportInvoice(session, number, run)),
    );
  invoices
    .command('run')
    .description('close the months that have ended, cut their invoices, finalise those whose review is over')
    .option('--as-of <instant>', 'as if it were then: 2026-12-01T12:00:00Z', readInstant)
    .option('--dry-run', 'say what would be done and keep nothing')
    .action((run: InvoicesRun, command: Command) =>
      perform(command.optsWithGlobals(), (session) => runInvoices(session, run)),
    );

  program
    .command('check-books')
    .description('hold rewards, lines, invoices, periods and history against each other; reports, never repairs')
    .action((_options, command: Command) => perform(command.optsWithGlobals(), printBooks));

  program
    .command('migrate')
    .description('bring the database to what this build needs; for the role that owns it (docs/operate.md)')
    .action((_options, command: Command) => perform(command.optsWithGlobals(), migrateDatabase));

  program
    .command('doctor')
    .description('say of all that a programme needs whether it is so, and what to do where it is not')
    .action((_options, command: Command) => perform(command.optsWithGlobals(), runDoctor));

  program
    .command('jobs')
    .option('--retry', 'try them again from now on')
    .description('what the bot tried as often as it may and gave up')
    .action((jobs: JobsOptions, command: Command) =>
      perform(command.optsWithGlobals(), (session) => showFailedJobs(session, jobs)),
    );

  program
    .command('settings')
    .argument('[name]', 'show only this one')
    .argument('[value]', 'change it to this; "" gives a role to admins only')
    .description('show the settings of the workspace, or change one')
    .action((name: string | undefined, value: string | undefined, _options, command: Command) =>
      perform(command.optsWithGlobals(), (session) => showSettings(session, name, value)),
    );
  return program;
}

function readInstant(text: string): Date {
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError('Give an instant with its zone: 2026-12-01T12:00:00Z.');
}
