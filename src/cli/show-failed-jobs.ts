import { rewardNumber } from '../domain/reward.js';
import { type FailedJob, readFailedJobs, retryFailedJobs } from '../services/failed-jobs.js';
import { formatInstant } from '../views/formats.js';
import { shorten } from '../views/text.js';
import { countOf } from './count-of.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { inWorkspace, type SessionOptions, sayWhetherItWaits } from './session.js';

export interface JobsOptions {
  readonly retry?: boolean | undefined;
}

/** Lists what the bot gave up, or has it tried again. */
export async function showFailedJobs(options: SessionOptions, { retry = false }: JobsOptions): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace(options, async (session) => {
    const workspaceId = session.workspace.id;
    const jobs = await (retry ? retryFailedJobs : readFailedJobs)(session, workspaceId);
    printer.say(headline(jobs.length, retry));
    printer.table(
      jobs.map((job) => [
        job.name,
        subjectOf(job),
        countOf(job.attempts, 'attempt'),
        formatInstant(job.failedAt),
        errorOf(job),
      ]),
    );
    if (jobs.length > 0 && !retry) printer.say('Once the cause is mended: npm run rewards -- jobs --retry');
    const waiting =
      retry &&
      jobs.length > 0 &&
      (await sayWhetherItWaits(session, printer, 'The bot is not running. They wait until it starts.'));
    printer.json({
      workspace: workspaceId,
      retried: retry,
      jobs: jobs.map((job) => ({
        name: job.name,
        subject: subjectOf(job),
        attempts: job.attempts,
        failedAt: job.failedAt.toISOString(),
        error: errorOf(job),
      })),
      waiting,
    });
    return jobs.length > 0 && !retry ? EXIT.failed : EXIT.done;
  });
}

function headline(jobs: number, retry: boolean): string {
  if (jobs === 0) return 'No job is out of attempts.';
  return retry ? `${countOf(jobs, 'job')} tried again from now on:` : `${countOf(jobs, 'job')} out of attempts:`;
}

function subjectOf({ rewardNumber: number, invoice }: FailedJob): string {
  return number === null ? (invoice ?? '') : rewardNumber(number);
}

/** The first line of what went wrong, without what it went wrong with: an error may quote names and addresses. */
function errorOf({ lastError }: FailedJob): string {
  const line = lastError?.trim().split('\n')[0] ?? '';
  return shorten(line.replace(/"[^"]*"|'[^']*'|“[^”]*”|`[^`]*`|\S+@\S+/g, '…'), 120);
}
