import { COMMAND_LINE } from '../domain/policy.js';
import { type ClockReport, runClock } from '../services/run-clock.js';
import { formatInstant, formatMonth } from '../views/formats.js';
import { refusalPlain } from '../views/refusals.js';
import { countOf } from './count-of.js';
import { EXIT, type ExitCode } from './exit-code.js';
import type { Printer } from './printer.js';
import { inWorkspace, type SessionOptions, sayWhetherItWaits } from './session.js';

export interface InvoicesRun {
  readonly asOf?: Date | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Does what the hourly clock would do, now or as if it were another time, and prints what came of it. */
export async function runInvoices(options: SessionOptions, { asOf, dryRun }: InvoicesRun): Promise<ExitCode> {
  const { printer, clock } = options;
  const now = clock.now();
  if (asOf && asOf > now) {
    printer.warn(
      `Warning: ${formatInstant(asOf)} has not come yet. ${dryRun ? '' : 'What is closed stays closed.'}`.trim(),
    );
  }
  if (asOf && asOf < now) {
    printer.warn(`Warning: reviews count from ${formatInstant(asOf)}, and may be over already.`);
  }
  return inWorkspace(options, async (session) => {
    const workspaceId = session.workspace.id;
    const report = await runClock(session, { workspaceId, asOf, dryRun, actor: COMMAND_LINE });
    printReport(printer, report, dryRun);
    const owesMessages = !dryRun && (report.finalised.length > 0 || report.closed.some(({ invoice }) => invoice));
    const waiting =
      owesMessages &&
      (await sayWhetherItWaits(session, printer, 'The bot is not running. Its messages wait until it starts.'));
    printer.json({
      workspace: workspaceId,
      asOf: asOf?.toISOString(),
      dryRun: dryRun ?? false,
      closed: report.closed.map(({ currency, month, invoice, rewards }) => ({ currency, month, invoice, rewards })),
      finalised: report.finalised.map(({ invoice }) => invoice),
      refused: report.refused.map(({ currency, refusal }) => ({
        currency,
        code: refusal.code,
        why: refusalPlain(refusal),
      })),
      waiting,
    });
    return report.refused.length > 0 ? EXIT.failed : EXIT.done;
  });
}

function printReport(printer: Printer, report: ClockReport, dryRun: boolean | undefined): void {
  const { closed, finalised, refused } = report;
  if (closed.length + finalised.length + refused.length === 0) printer.say('Nothing is due.');
  printer.table([
    ...closed.map(({ month, currency, invoice, rewards }) => [
      `${formatMonth(month)} · ${currency}`,
      invoice ? `${invoice}, ${countOf(rewards, 'reward')}` : 'closed without an invoice',
    ]),
    ...finalised.map(({ invoice }) => [invoice, 'finalised']),
  ]);
  for (const { currency, refusal } of refused) printer.warn(`${currency}: ${refusalPlain(refusal)}`);
  if (refused.some(({ refusal }) => refusal.code === 'run_over_bound'))
    printer.warn('If such sums are usual, raise the bound: npm run rewards -- settings invoice-bound 2000000');
  if (dryRun) printer.say('This was a dry run: nothing was kept.');
}
