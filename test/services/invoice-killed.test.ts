import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { markInvoicePaid } from '../../src/services/mark-invoice-paid.js';
import { readToday } from '../../src/services/read-rules.js';
import { runClock } from '../../src/services/run-clock.js';
import { voidInvoice } from '../../src/services/void-invoice.js';
import { answerOf } from '../support/answers.js';
import { expectBalance, owedJobs, setUpShelf, tick } from '../support/books.js';
import { type Fault, openFaultLine } from '../support/fault-line.js';
import { act } from '../support/invoice-acts.js';
import { IS_LONG } from '../support/long.js';
import {
  doWithFault,
  faultsOf,
  faultsOfWriting,
  forgetJobs,
  type MonthByMonth,
  openMonthByMonth,
} from '../support/month-by-month.js';
import { ANA, CLEO } from '../support/team.js';

// To Postgres a process that is killed is a connection that ends. A few points of what writes are tried with that, and two
// with a process that is really killed there. `npm run test:long` tries every point; KILL_EVERY_POINT=1 kills a process at
// each of them, and at those that only read.

const PROGRAM = fileURLToPath(new URL('../support/run-clock-once.ts', import.meta.url));
const KILLS_EVERY_POINT = process.env.KILL_EVERY_POINT !== undefined;
const TIMEOUT = KILLS_EVERY_POINT ? 1_800_000 : 240_000;
const STRIDE = 5;

const shelf = setUpShelf();

/** The invoices of the month that was filled last, or of another, with their lines. */
function newest(books: MonthByMonth, month = books.month()) {
  return shelf.db.reads.invoice.findMany({
    where: { workspaceId: books.workspaceId, period: { month } },
    include: { lines: { where: { removedAt: null } } },
  });
}

/** What there is of the cut of the month that was filled last. */
async function tracesOfCut(books: MonthByMonth) {
  const { workspaceId } = books;
  const month = books.month();
  const [row] = await shelf.db.reads.$queryRaw<Record<string, number>[]>`
    WITH cut AS (
      SELECT i.id FROM invoice i JOIN period p ON p.id = i.period_id
      WHERE i.workspace_id = ${workspaceId} AND p.month = ${month}
    )
    SELECT (SELECT count(*)::int FROM period WHERE workspace_id = ${workspaceId} AND month = ${month}) AS periods,
      (SELECT count(*)::int FROM cut) AS invoices,
      (SELECT count(*)::int FROM invoice_line WHERE invoice_id IN (SELECT id FROM cut)) AS lines,
      (SELECT count(*)::int FROM event WHERE workspace_id = ${workspaceId} AND kind = 'month_closed' AND data->>'month' = ${month}) AS closings,
      (SELECT count(*)::int FROM event WHERE invoice_id IN (SELECT id FROM cut) AND kind = 'cut') AS cuts,
      (SELECT count(*)::int FROM graphile_worker._private_jobs, cut WHERE key = 'show-invoice:' || ${workspaceId} || ':' || cut.id) AS jobs`;
  return row;
}

const NOTHING = { periods: 0, invoices: 0, lines: 0, closings: 0, cuts: 0, jobs: 0 };
const ALL = { periods: 1, invoices: 1, lines: 2, closings: 1, cuts: 1, jobs: 1 };

/** Another process runs the clock: whatever the dead one left, there is one invoice, and all that is owed, once. */
async function expectOneInvoice(books: MonthByMonth): Promise<boolean> {
  const left = await tracesOfCut(books);
  expect([NOTHING, ALL]).toContainEqual(left);
  await tick(books, books.end());
  expect(await tracesOfCut(books)).toEqual(ALL);
  const [cut] = await newest(books);
  const [before] = await newest(books, books.monthBefore());
  expect([cut, before]).toMatchObject([{ status: 'in_review', totalMinor: 2_468n }, { status: 'finalised' }]);
  const owed = [
    ...[...(cut?.lines ?? []), ...(before?.lines ?? [])].map(({ rewardId }) => `show-reward-card ${rewardId}`),
    ...[`show-invoice ${cut?.id}`, `show-invoice ${before?.id}`, `send-invoice-files ${before?.id}`],
  ];
  expect(await owedJobs(books)).toEqual(owed.sort());
  return left?.invoices === 1;
}

/** What the clock sends when a month is over and the invoice before it has been reviewed. */
async function learnClock(books: MonthByMonth): Promise<readonly string[]> {
  await books.fill();
  await tick(books, books.end());
  await books.fill();
  books.clock.set(books.end());
  const { statements } = await doWithFault(shelf, books, runOnce(books));
  expect(await expectOneInvoice(books)).toBe(true);
  return statements;
}

const runOnce = (books: MonthByMonth) => (deps: Parameters<typeof runClock>[0]) =>
  runClock(deps, { workspaceId: books.workspaceId, actor: 'bot' });

test(
  'the connection lost before and after the statements of the cut and of the finalising: exactly one invoice afterwards',
  async () => {
    const books = await openMonthByMonth(shelf);
    const statements = await learnClock(books);
    const faults = KILLS_EVERY_POINT ? faultsOf(statements) : sampled(faultsOfWriting(statements));
    let kept = 0;
    for (const fault of faults) {
      await books.fill();
      books.clock.set(books.end());
      expect((await doWithFault(shelf, books, runOnce(books), fault)).hasBroken).toBe(true);
      if (await expectOneInvoice(books)) kept += 1;
    }
    await expectBalance(books);
    process.stdout.write(
      `cut and finalise: ${statements.length} statements, ${faults.length} fault points, ${kept} after the cut's commit\n`,
    );
  },
  TIMEOUT,
);

test(
  'the process killed with SIGKILL around the claim, the invoice and the commit of a cut: exactly one invoice afterwards',
  async () => {
    const books = await openMonthByMonth(shelf);
    const statements = await learnClock(books);
    const faults = KILLS_EVERY_POINT ? faultsOf(statements) : tellingFaults(statements);
    for (const fault of faults) {
      await books.fill();
      await killAt(books, fault);
      await expectOneInvoice(books);
    }
    await expectBalance(books);
    process.stdout.write(`${faults.length} processes killed in a cut\n`);
  },
  TIMEOUT,
);

function tellingFaults(statements: readonly string[]): Fault[] {
  const at = (says: RegExp, from = 0) => statements.findIndex((text, index) => index >= from && says.test(text)) + 1;
  const claim = at(/INSERT INTO invoice_line/);
  const invoice = at(/INSERT INTO invoice /);
  const commit = at(/^COMMIT/, invoice);
  expect([claim, invoice, commit].every((statement) => statement > 0)).toBe(true);
  const many: Fault[] = [
    { statement: claim, side: 'before' },
    { statement: claim, side: 'after' },
    { statement: commit, side: 'before' },
  ];
  return [...(IS_LONG ? many : []), { statement: invoice, side: 'after' }, { statement: commit, side: 'after' }];
}

/** Every fifth point, and the last two: before and after the last commit. */
function sampled(faults: readonly Fault[]): readonly Fault[] {
  return IS_LONG ? faults : faults.filter((_, index) => index % STRIDE === 0 || index >= faults.length - 2);
}

async function killAt(books: MonthByMonth, fault: Fault): Promise<void> {
  let kill = () => {};
  const line = await openFaultLine(shelf.url, fault, () => kill());
  const order = [line.url, books.workspaceId, books.end().toISOString()];
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...order], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  kill = () => void child.kill('SIGKILL');
  try {
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
  } finally {
    await line.close();
  }
}

test(
  'the connection lost before and after the statements of a payment: paid once, and everybody is told once',
  async () => {
    const books = await openMonthByMonth(shelf);
    const pay = async () => {
      const [invoice] = await finalised(books);
      const { workspaceId } = books;
      const order = { by: CLEO, paidOn: await readToday(books.deps, workspaceId), reference: 'SEPA 4711' };
      return { ...order, workspaceId, invoiceId: invoice.id, revision: invoice.revision, lines: invoice.lines };
    };
    const clean = await pay();
    const { statements } = await doWithFault(shelf, books, (deps) => markInvoicePaid(deps, clean));
    const faults = sampled(faultsOf(statements));
    for (const fault of faults) {
      const order = await pay();
      const { hasBroken } = await doWithFault(shelf, books, (deps) => markInvoicePaid(deps, order), fault);
      expect(hasBroken).toBe(true);
      const [left] = await newest(books);
      expect(await answerOf(markInvoicePaid(books.deps, order))).toBe(
        left?.status === 'paid' ? 'invoice_changed' : 'done',
      );
      expect(await newest(books)).toMatchObject([{ status: 'paid', revision: order.revision + 1 }]);
      const paid = await shelf.db.reads.event.count({
        where: { rewardId: { in: order.lines.map(({ rewardId }) => rewardId) }, kind: 'paid_on_invoice' },
      });
      expect(paid).toBe(order.lines.length);
      expect(await owedJobs(books)).toEqual(
        [
          `notify-creator-of-payment ${order.invoiceId}:${ANA}`,
          `show-invoice ${order.invoiceId}`,
          ...order.lines.map(({ rewardId }) => `show-reward-card ${rewardId}`),
          ...order.lines.map(({ partnerId }) => `tell-partner-of-payment ${order.invoiceId}:${partnerId}`),
        ].sort(),
      );
    }
    await expectBalance(books);
    process.stdout.write(`payment: ${statements.length} statements, ${faults.length} fault points\n`);
  },
  TIMEOUT,
);

test(
  'the connection lost before and after the statements of a void: its rewards are back, once',
  async () => {
    const books = await openMonthByMonth(shelf);
    const order = async () => {
      const [{ id: invoiceId, revision, lines }] = await finalised(books);
      return { workspaceId: books.workspaceId, invoiceId, revision, by: CLEO, reason: 'Wrong month', lines };
    };
    const clean = await order();
    const { statements } = await doWithFault(shelf, books, (deps) => voidInvoice(deps, clean));
    const faults = sampled(faultsOf(statements));
    for (const fault of faults) {
      const press = await order();
      const { hasBroken } = await doWithFault(shelf, books, (deps) => voidInvoice(deps, press), fault);
      expect(hasBroken).toBe(true);
      const [left] = await newest(books);
      expect(await answerOf(voidInvoice(books.deps, press))).toBe(left?.status === 'void' ? 'invoice_changed' : 'done');
      expect(await newest(books)).toMatchObject([{ status: 'void', totalMinor: 0n, lines: [] }]);
      const back = press.lines.map(({ rewardId }) => `show-reward-card ${rewardId}`);
      const shown = [`show-invoice ${press.invoiceId}`, `send-invoice-files ${press.invoiceId}`];
      expect(await owedJobs(books)).toEqual([...back, ...shown].sort());
    }
    await expectBalance(books);
    process.stdout.write(`void: ${statements.length} statements, ${faults.length} fault points\n`);
  },
  TIMEOUT,
);

/** The next month's invoice, ready to be paid, and an empty queue. */
async function finalised(books: MonthByMonth) {
  await books.fill();
  await tick(books, books.end());
  const [cut] = await newest(books);
  if (!cut) throw new Error(`no invoice of ${books.month()}`);
  await act(books, 'finalise', { invoiceId: cut.id, revision: cut.revision });
  await forgetJobs(shelf.url);
  const [invoice] = await newest(books);
  if (!invoice) throw new Error(`no invoice of ${books.month()}`);
  return [invoice] as const;
}
