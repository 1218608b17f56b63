import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { eventually, type Message } from '../../sandbox/start-sandbox.js';
import { owe } from '../../src/services/owe.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { BERLIN, invoiceMessages, tickTeam } from '../support/invoices.js';
import { NO_POPPLER, readPdf } from '../support/poppler.js';
import { decide, givenReward, hurryRetries, untilQuiet } from '../support/rewards.js';
import { HISTORY_SCOPES, SCOPES, startTeam, type Team } from '../support/team.js';

const CUT = '2026-12-01T01:00:00Z';
const FINAL = '2026-12-08T01:00:00Z';
const NUMBER = 'INV-2026-0001';
const PROVISIONAL = [`${NUMBER}-in-review.csv`, `${NUMBER}-in-review.pdf`];
const DEFINITE = [`${NUMBER}.csv`, `${NUMBER}.pdf`, `${NUMBER}-payouts.csv`];

/** Two partners with three rewards in November. */
async function startNovember(options: Parameters<typeof startTeam>[0] = {}): Promise<Team & { rewardIds: string[] }> {
  const team = await startTeam({ env: BERLIN, ...options });
  team.clock.set('2026-11-14T13:00:00Z');
  const { acme } = await givenAcme(team);
  const globex = await givenPartner(team, { key: 'globex', name: 'Globex שלום' });
  const rewards = [
    await givenReward(team, { partnerId: acme, amount: '1250.50', description: '=HYPERLINK("http://evil")' }),
    await givenReward(team, { partnerId: acme, amount: '250' }),
    await givenReward(team, { partnerId: globex, amount: '99.99' }),
  ];
  await decide(team, rewards[0]?.id ?? '', 'approve');
  return { ...team, rewardIds: rewards.map(({ id }) => id) };
}

function threadOfInvoice(team: Team): Message[] {
  const [message] = invoiceMessages(team, NUMBER);
  return message ? team.slack.thread(message.channel, message.ts) : [];
}

/** The files in the thread, a list for each reply that has any. */
function filesInThread(team: Team): string[][] {
  return threadOfInvoice(team)
    .map((reply) => reply.fileNames)
    .filter((names) => names.length > 0);
}

function bytesOf(team: Team, name: string): Buffer {
  const file = [...team.slack.world.files.values()].findLast((stored) => stored.name === name && stored.isComplete);
  if (!file?.bytes) throw new Error(`${name} was not uploaded`);
  return Buffer.from(file.bytes);
}

function rowsOf(team: Team, name: string): Record<string, string>[] {
  return parse(bytesOf(team, name), { bom: true, columns: true });
}

/** Owes the job once more, as a crash or a doubled queue would. */
async function sendAgain(team: Team): Promise<void> {
  const { id } = await team.db.reads.invoice.findFirstOrThrow({ where: { number: NUMBER } });
  await owe(team.deps, { name: 'send-invoice-files', payload: { workspaceId: team.workspaceId, invoiceId: id } });
  await untilQuiet(team);
}

/** Whatever waits for its time is due now. */
async function hurry(team: Team): Promise<void> {
  await team.db.reads.$queryRaw`
    SELECT id FROM graphile_worker.reschedule_jobs(
      ARRAY(SELECT id FROM graphile_worker.jobs WHERE task_identifier = 'send-invoice-files' AND locked_at IS NULL),
      run_at => now())`;
  await untilQuiet(team);
}

describe('the files of an invoice', () => {
  let team: Team & { rewardIds: string[] };
  beforeAll(async () => {
    team = await startNovember();
  });
  afterAll(() => team.stop());

  test('come once into its thread when it is cut, and say that it is in review', async () => {
    await tickTeam(team, CUT);
    expect(filesInThread(team)).toEqual([PROVISIONAL]);
    const [reply] = threadOfInvoice(team).filter(({ fileNames }) => fileNames.length > 0);
    expect(reply?.visibleText()).toContain('In review until 7 December 2026.');
    const rows = rowsOf(team, `${NUMBER}-in-review.csv`);
    expect(
      rows.map(({ partner_key, amount, status_when_invoiced, description }) => [
        partner_key,
        amount,
        status_when_invoiced,
        description,
      ]),
    ).toEqual([
      ['acme-growth', '1250.50', 'Approved', `'=HYPERLINK("http://evil")`],
      ['acme-growth', '250.00', 'New', 'Webinar in November'],
      ['globex', '99.99', 'New', 'Webinar in November'],
    ]);
    if (NO_POPPLER) return;
    const paper = readPdf(bytesOf(team, `${NUMBER}-in-review.pdf`))
      .join('')
      .replace(/\s+/g, ' ');
    expect(paper).toContain('$1,600.49');
    expect(paper).toContain('2 rewards not reviewed yet; they are marked ($349.99).');
  }, 30_000);

  test('do not come again when the job runs twice, nor when a line leaves', async () => {
    await sendAgain(team);
    await decide(team, team.rewardIds[1] ?? '', 'decline', { reason: 'Not tracked' });
    await untilQuiet(team);
    await sendAgain(team);
    expect(filesInThread(team)).toEqual([PROVISIONAL]);
  }, 30_000);

  test('come once more when it is final, with what is to be paid', async () => {
    await tickTeam(team, FINAL);
    expect(filesInThread(team)).toEqual([PROVISIONAL, DEFINITE]);
    await sendAgain(team);
    expect(filesInThread(team)).toEqual([PROVISIONAL, DEFINITE]);
    expect(rowsOf(team, `${NUMBER}-payouts.csv`)).toEqual([
      {
        partner_key: 'acme-growth',
        name: 'Acme Growth GmbH',
        email: 'lena@acme.example',
        currency: 'USD',
        amount: '1250.50',
        invoice: NUMBER,
        reference: `${NUMBER} acme-growth`,
      },
      {
        partner_key: 'globex',
        name: 'Globex שלום',
        email: '',
        currency: 'USD',
        amount: '99.99',
        invoice: NUMBER,
        reference: `${NUMBER} globex`,
      },
    ]);
    expect(threadOfInvoice(team).at(-1)?.visibleText()).toContain(
      'the payout file with 2 payments. In it 1 partner has no e-mail.',
    );
  }, 30_000);

  test('no description, name or amount is in the log or beside the files', () => {
    const comments = threadOfInvoice(team).map((reply) => reply.text);
    expect(comments.join(' ')).not.toMatch(/HYPERLINK|Globex|Acme/);
  });
});

describe('where Slack does not answer as it should', () => {
  test('it is asked again when it had enough, or lost the upload', async () => {
    const team = await startNovember();
    try {
      team.slack.weather.set({ method: 'files.getUploadURLExternal', kind: 'rate_limited', retryAfter: 1, times: 1 });
      team.slack.weather.set({ method: 'upload', kind: 'http_500', times: 1 });
      team.slack.weather.set({ method: 'files.completeUploadExternal', kind: 'http_500', times: 1 });
      await tickTeam(team, CUT);
      await eventually(() => filesInThread(team).length > 0, 20_000);
      await untilQuiet(team);
      expect(filesInThread(team)).toEqual([PROVISIONAL]);
    } finally {
      await team.stop();
    }
  }, 40_000);

  test('what may have arrived is looked for, and not sent a second time', async () => {
    const team = await startNovember();
    try {
      team.slack.weather.set({ method: 'files.completeUploadExternal', kind: 'silent', times: 1 });
      await tickTeam(team, CUT);
      await eventually(() => filesInThread(team).length > 0);
      await eventually(async () => (await stateOf(team)) === 'posted', 10_000);
      await untilQuiet(team);
      expect(filesInThread(team)).toEqual([PROVISIONAL]);
    } finally {
      await team.stop();
    }
  }, 40_000);

  test('where the bot may not look, the thread says that nobody knows, and how to get them', async () => {
    const team = await startNovember({ scopes: SCOPES });
    try {
      team.slack.weather.set({ method: 'files.completeUploadExternal', kind: 'silent', times: 1 });
      await tickTeam(team, CUT);
      await eventually(async () => (await stateOf(team)) === 'unknown', 10_000);
      await sendAgain(team);
      expect(filesInThread(team)).toEqual([PROVISIONAL]);
      const notes = threadOfInvoice(team).filter((reply) => reply.visibleText().startsWith('⚠'));
      expect(notes.map((note) => note.visibleText())).toEqual([
        `⚠ Slack did not say whether the files of this invoice arrived.\nIf they are not in this thread, they were lost on the way.\nThey are always at the command line: npm run rewards -- invoices export ${NUMBER} --format pdf (or csv)`,
      ]);
    } finally {
      await team.stop();
    }
  }, 40_000);
});

test('where the app may not upload, the thread says so once and how to mend it; mended, they come and it says that', async () => {
  const scopes = [...SCOPES.filter((scope) => scope !== 'files:write'), ...HISTORY_SCOPES];
  const team = await startNovember({ scopes });
  try {
    await tickTeam(team, CUT);
    await hurry(team);
    await tickTeam(team, FINAL);
    expect(invoiceMessages(team, NUMBER)).toHaveLength(1);
    expect(filesInThread(team)).toEqual([]);
    const refusals = threadOfInvoice(team).filter((reply) => reply.visibleText().includes('scope files:write'));
    expect(refusals).toHaveLength(1);
    expect(refusals[0]?.visibleText()).toContain('add files:write under OAuth & Permissions');

    team.slack.world.scopes.add('files:write');
    // What the thread says is put right even if Slack does not do it at first.
    team.slack.weather.set({ method: 'chat.update', kind: 'http_500', times: 1 });
    await hurry(team);
    await hurryRetries(team);
    expect(filesInThread(team)).toEqual([DEFINITE]);
    const said = 'The files of this invoice could not be put here at first. They are in this thread now.';
    const words = () => threadOfInvoice(team).filter(({ fileNames }) => fileNames.length === 0);
    await eventually(() => words().some((reply) => reply.visibleText() === said));
    await sendAgain(team);
    expect(words().map((reply) => [reply.ts, reply.visibleText()])).toEqual([[refusals[0]?.ts, said]]);
  } finally {
    await team.stop();
  }
}, 40_000);

async function stateOf(team: Team): Promise<string | undefined> {
  const message = await team.db.reads.message.findFirst({ where: { key: { startsWith: 'files:' } } });
  return message?.state;
}
