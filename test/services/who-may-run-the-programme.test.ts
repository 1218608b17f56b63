import { beforeAll, describe, expect, test } from '@jest/globals';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import { allowRun } from '../../src/services/allow-run.js';
import { readApprovable } from '../../src/services/approve-several.js';
import { claimAdmin } from '../../src/services/claim-admin.js';
import type { Deps } from '../../src/services/deps.js';
import { getInvoiceFor, listInvoiceEventsFor } from '../../src/services/get-invoice-for.js';
import { postponeReward } from '../../src/services/postpone-reward.js';
import { pullReward } from '../../src/services/pull-reward.js';
import { readHome } from '../../src/services/read-home.js';
import { readMine, readOpenInvoices, readQueue, readQueueFilter } from '../../src/services/read-parts.js';
import { readUnreviewed } from '../../src/services/read-unreviewed.js';
import { checkInvoiceAct } from '../../src/services/require-invoice.js';
import { searchLateRewards, searchLines } from '../../src/services/search-lines.js';
import { changeSetting } from '../../src/services/settings.js';
import { type Books, invoicesOf, type ShownInvoice, set, setUpShelf, tick } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { createForgetfulDb } from '../support/forgetful-db.js';
import { act } from '../support/invoice-acts.js';
import { askEveryCell, givenCast, USER_OF } from '../support/permission-cast.js';
import { type Person, PROGRAMME_ROWS, type ProgrammeAction, type Relation } from '../support/permission-matrix.js';
import { learnsOfChange, type Tries, type Trying, tryAll } from '../support/permission-tries.js';
import { decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA } from '../support/team.js';

// Everybody tries everything on the same rows of a real Postgres, in transactions of which nothing stays.

const shelf = setUpShelf();
let books: Books;
let deps: Deps;
const invoices: Partial<Record<ShownInvoice['status'], ShownInvoice>> = {};
let line: string;
let late: string;
beforeAll(async () => {
  books = await shelf.open({ now: '2026-01-10T12:00:00Z' });
  await givenInvoices();
  await givenCast(books);
  deps = { ...books.deps, db: createForgetfulDb(books.db) };
});

/** One invoice in each state, a line and a late reward for the one in review, and a run in euros that was stopped. */
async function givenInvoices(): Promise<void> {
  const partnerId = await givenPartner(books, { key: 'paid-monthly' });
  for (const month of ['01', '02', '03', '04']) {
    books.clock.set(`2026-${month}-10T12:00:00Z`);
    await tick(books, books.clock.now());
    line = (await givenReward(books, { partnerId, amount: '40' })).id;
    const last = (await invoicesOf(books)).at(-1);
    if (month === '03' && last) await act(books, 'fail', { invoiceId: last.id, revision: last.revision });
    if (month === '04') await givenReward(books, { partnerId, amount: '1500', currency: 'EUR' });
    if (month === '04') await set(books, 'invoice-bound', '1000');
    await tick(books, `2026-${String(Number(month) + 1).padStart(2, '0')}-01T00:30:00Z`);
    const cut = (await invoicesOf(books)).at(-1);
    if (month === '03' && cut) await act(books, 'pause', { invoiceId: cut.id, revision: cut.revision });
  }
  late = (await givenReward(books, { partnerId, amount: '7' })).id;
  await decide(books, late, 'approve');
  for (const invoice of await invoicesOf(books)) invoices[invoice.status] = invoice;
}

const onInvoice = (status: string, deed: InvoiceAct): Tries => {
  return ({ by, workspaceId }) => {
    const { id: invoiceId, revision } = invoiceIn(status);
    return [
      () => checkInvoiceAct(deps, { workspaceId, invoiceId, revision, act: deed, by }),
      () => act(books, deed, { by, invoiceId, revision, db: deps.db }),
      () => learnsOfChange(() => act(books, deed, { by, invoiceId, revision: revision + 1, db: deps.db })),
    ];
  };
};
const invoiceIn = (status: string): ShownInvoice => {
  const invoice = invoices[status];
  if (!invoice) throw new Error(`no invoice is ${status}`);
  return invoice;
};
const onLines =
  (
    write: (order: { workspaceId: string; invoiceId: string; revision: number; by: string }) => Promise<unknown>,
  ): Tries =>
  ({ by, workspaceId }) => {
    const { id: invoiceId, revision } = invoiceIn('in_review');
    const order = { workspaceId, invoiceId, revision, by };
    return [
      () => checkInvoiceAct(deps, { ...order, act: 'change_lines' }),
      () => write(order),
      () => learnsOfChange(() => write({ ...order, revision: revision + 1 })),
    ];
  };
const home = async ({ workspaceId, by }: Trying) => readHome(deps, workspaceId, by);
const sees = (found: unknown) => found !== undefined;

const TRIES: Readonly<Record<ProgrammeAction, Tries>> = {
  'see the queue': (trying) => [
    () => readQueue(deps, trying.workspaceId, trying.by),
    () => readApprovable(deps, { workspaceId: trying.workspaceId, userId: trying.by }, 10),
    async () => sees((await home(trying)).queue),
  ],
  'filter the queue': ({ workspaceId, by }) => [() => readQueueFilter(deps, workspaceId, by)],
  'see what I created': (trying) => [
    async () => sees((await readMine(deps, trying.workspaceId, trying.by)).created),
    async () => sees((await home(trying)).created),
  ],
  'see what I earned': (trying) => [
    async () => sees((await readMine(deps, trying.workspaceId, trying.by)).earnings),
    async () => sees((await home(trying)).earnings),
  ],
  'see open invoices': (trying) => [
    () => readOpenInvoices(deps, trying.workspaceId, trying.by),
    async () => sees((await home(trying)).invoices),
  ],
  'see one invoice': ({ workspaceId, by }) => {
    const { id: invoiceId } = invoiceIn('in_review');
    return [
      () => getInvoiceFor(deps, { workspaceId, invoiceId, by }),
      () => listInvoiceEventsFor(deps, { workspaceId, invoiceId, by }),
      () => searchLines(deps, { workspaceId, invoiceId, by, query: '' }),
      () => searchLateRewards(deps, { workspaceId, invoiceId, by, query: '' }),
    ];
  },
  'review an invoice': ({ workspaceId, by: userId }) => [
    () => readUnreviewed(deps, { workspaceId, userId }, invoiceIn('in_review').id, 5),
  ],
  'pause an invoice': onInvoice('in_review', 'pause'),
  'resume it': onInvoice('paused', 'resume'),
  'finalise it': onInvoice('in_review', 'finalise'),
  'pay it': onInvoice('finalised', 'pay'),
  'say that it failed': onInvoice('finalised', 'fail'),
  'try it again': onInvoice('failed', 'retry'),
  'void it': onInvoice('in_review', 'void'),
  'remove a line': onLines((order) => postponeReward(deps, { ...order, rewardId: line, reason: 'Disputed' })),
  'pull a reward on': onLines(async (order) => {
    const { revision } = await rewardNow(books, late);
    return pullReward(deps, { ...order, rewardId: late, rewardRevision: revision });
  }),
  'let a stopped run go': ({ workspaceId, by }) => [
    () => allowRun(deps, { workspaceId, by, month: '2026-04', total: { minor: 150_000n, currency: 'EUR' } }),
  ],
  'change settings': ({ workspaceId, by: actor }) =>
    ['four-eyes', 'manager-users', 'review-channel'].map(
      (name) => () =>
        changeSetting(deps, {
          workspaceId,
          actor,
          name,
          value: { 'four-eyes': 'off', 'manager-users': ANA }[name] ?? 'C0NEW',
        }),
    ),
  'claim the first seat': ({ workspaceId, by: userId }) => [
    () =>
      claimAdmin(deps, {
        ...{ workspaceId, userId },
        person: { isAdmin: true, isDeactivated: false, isGuest: false, isExternal: false, isBot: false },
      }),
  ],
};

const may = (action: ProgrammeAction, person: Person, relation: Relation): Promise<boolean> =>
  tryAll(TRIES[action], { by: USER_OF[person], person, relation, workspaceId: books.workspaceId });

describe('to an invoice and the programme', () => {
  test.each(PROGRAMME_ROWS.map((row) => [row.action, row.cells] as const))('%s', async (action, cells) => {
    const asked = await askEveryCell((person, relation) => may(action, person, relation), ['gold']);
    const expected = Object.entries(cells).map(([person, passing]) => [person, passing.length > 0 ? ['gold'] : []]);
    expect(asked).toEqual(Object.fromEntries(expected));
  });
});
