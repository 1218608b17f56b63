import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refusal, type RefusalCode } from '../../src/domain/errors.js';
import type { InvoiceAct } from '../../src/domain/invoice.js';
import type { Money } from '../../src/domain/money.js';
import type { Decision } from '../../src/domain/reward.js';
import { SUBCOMMANDS } from '../../src/handlers/run-command.js';
import { allowRun } from '../../src/services/allow-run.js';
import { answerQuestion, checkAnswer, oweAnswerAgain } from '../../src/services/answer-question.js';
import { approveSeveral, readApprovable } from '../../src/services/approve-several.js';
import { askQuestion, requireAskSheet } from '../../src/services/ask-question.js';
import { checkMayHandleInvoices } from '../../src/services/check-permission.js';
import { claimAdmin } from '../../src/services/claim-admin.js';
import { checkClawback, clawBack } from '../../src/services/claw-back.js';
import { createReward } from '../../src/services/create-reward.js';
import { checkDecision, decideReward } from '../../src/services/decide-reward.js';
import type { Deps } from '../../src/services/deps.js';
import { checkEdit, editReward } from '../../src/services/edit-reward.js';
import { checkLinkContact, linkContact, oweNoticeAgain } from '../../src/services/link-contact.js';
import { postponeReward } from '../../src/services/postpone-reward.js';
import { pullReward } from '../../src/services/pull-reward.js';
import { readHome } from '../../src/services/read-home.js';
import { findPartnersFor, readPartnerDetails } from '../../src/services/read-partner-details.js';
import { readMine, readOpenInvoices, readQueue, readQueueFilter } from '../../src/services/read-parts.js';
import { readRewardByNumber } from '../../src/services/read-reward-by-number.js';
import { checkInvoiceAct } from '../../src/services/require-invoice.js';
import { searchRewardablePartners } from '../../src/services/search-directory.js';
import { changeSetting } from '../../src/services/settings.js';
import { ACTION, INVOICE_MENU, MENU, SHORTCUT, VIEW } from '../../src/views/ids.js';
import { type Books, invoicesOf, openShelf, type Shelf, type ShownInvoice, set, tick } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { createForgetfulDb } from '../support/forgetful-db.js';
import { act } from '../support/invoice-acts.js';
import {
  askEveryCell,
  type Cast,
  type CastReward,
  givenCast,
  type State,
  USER_OF,
} from '../support/permission-cast.js';
import {
  ACTIONS,
  type Action,
  EVERY_DOOR,
  type Person,
  PROGRAMME_ROWS,
  REWARD_ROWS,
  type Relation,
} from '../support/permission-matrix.js';
import { decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA } from '../support/team.js';

// Everybody tries everything on the same rows of a real Postgres, in transactions of which nothing stays.

let shelf: Shelf;
let books: Books;
let deps: Deps;
let cast: Cast;
const invoices: Partial<Record<ShownInvoice['status'], ShownInvoice>> = {};
let line: string;
let late: string;
beforeAll(async () => {
  shelf = await openShelf();
  books = await shelf.open({ now: '2026-01-10T12:00:00Z' });
  await givenInvoices();
  cast = await givenCast(books);
  deps = { ...books.deps, db: createForgetfulDb(books.db) };
});
afterAll(() => shelf.close());

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

/** What somebody is told who may not; anything else is a mistake of the test. */
const NO: readonly RefusalCode[] = [
  'not_allowed',
  'own_reward',
  'not_yours_to_withdraw',
  'not_yours_to_edit',
  'partner_group_not_yours',
  'reward_not_found',
  'partner_unknown',
  'admin_claimed',
];

/** Whether it was let pass: done, or answered with what is there to be seen. */
async function passes(work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== false;
  } catch (error) {
    if (error instanceof Refusal && NO.includes(error.code)) return false;
    throw error;
  }
}

interface Trying {
  readonly by: string;
  readonly person: Person;
  readonly relation: Relation;
  readonly workspaceId: string;
}
type Tries = (trying: Trying) => readonly (() => Promise<unknown>)[];

const on =
  (state: State, tries: (trying: Trying, reward: CastReward) => readonly (() => Promise<unknown>)[]): Tries =>
  (trying) =>
    tries(trying, cast.reward(trying.person, trying.relation, state));
const WAYS = { reason: 'Because', facts: { reasonCode: 'other', owner: ANA, paidOn: '2026-04-30' } } as const;
const deciding = (state: State, decision: Decision, asks: 'asked first' | 'done' = 'done') =>
  on(state, ({ by, workspaceId }, { id: rewardId, revision }) => {
    const order = { workspaceId, rewardId, revision, decision, by };
    const write = () => decideReward(deps, { ...order, ...WAYS });
    // All decisions are asked about in the same way: two of them show it.
    return asks === 'done' ? [write] : [() => checkDecision(deps, order), write];
  });
const VALUES = { description: 'for the webinar', amount: { minor: 123n, currency: 'USD' } } as const;
const editing = (change: { readonly partnerId?: string; readonly amount?: Money }, isChecked = false) =>
  on('asked', ({ by, workspaceId }, reward) => {
    const order = { workspaceId, by, rewardId: reward.id, revision: reward.revision };
    const asItWas = { partnerId: reward.partnerId, amount: { minor: BigInt(reward.number), currency: 'USD' } };
    const write = () => editReward(deps, { ...order, ...VALUES, ...asItWas, ...change });
    return isChecked ? [() => checkEdit(deps, order), write] : [write];
  });
const onInvoice = (status: string, deed: InvoiceAct): Tries => {
  return ({ by, workspaceId }) => {
    const { id: invoiceId, revision } = invoiceIn(status);
    return [
      () => checkInvoiceAct(deps, { workspaceId, invoiceId, revision, act: deed, by }),
      () => act(books, deed, { by, invoiceId, revision, db: deps.db }),
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
    return [() => checkInvoiceAct(deps, { ...order, act: 'change_lines' }), () => write(order)];
  };
const home = async ({ workspaceId, by }: Trying) => readHome(deps, workspaceId, by);
const sees = (found: unknown) => found !== undefined;

/** Each way to try it: what asks before a form opens, and what writes. All give the same answer. */
const TRIES: Readonly<Record<Action, Tries>> = {
  create: ({ by, workspaceId, person, relation }) => [
    () =>
      createReward(deps, {
        ...{ workspaceId, by, submissionKey: randomUUID(), ...VALUES },
        partnerId: cast.partner(person, relation).id,
      }),
  ],
  approve: deciding('new', 'approve', 'asked first'),
  'approve several': on('new', ({ by, workspaceId }, { id: rewardId, revision }) => [
    async () => {
      const [result] = await approveSeveral(deps, { workspaceId, userId: by }, [{ rewardId, revision }]);
      if (result?.outcome.kind === 'refused') throw result.outcome.refusal;
      return result?.outcome.kind === 'approved';
    },
  ]),
  'approve as second': deciding('second', 'approve'),
  decline: deciding('new', 'decline'),
  hold: deciding('new', 'hold'),
  release: deciding('held', 'release'),
  reopen: deciding('declined', 'reopen'),
  'mark as paid': deciding('new', 'mark_paid'),
  'ask for changes': deciding('new', 'request_changes'),
  'edit and send back': editing({}, true),
  'edit its amount': editing({ amount: VALUES.amount }),
  'edit to a Silver one': (trying) => editing({ partnerId: cast.otherSilver })(trying),
  withdraw: deciding('new', 'withdraw', 'asked first'),
  'claw back': on('paid', ({ by, workspaceId }, { id: rewardId }) => [
    () => checkClawback(deps, { workspaceId, rewardId, by }),
    () =>
      clawBack(deps, {
        ...{ workspaceId, rewardId, by, submissionKey: randomUUID(), reason: 'Returned' },
        amount: { minor: 5n, currency: 'USD' },
      }),
  ]),
  'link a Slack user': on('new', ({ by, workspaceId }, { id: rewardId }) => [
    () => checkLinkContact(deps, { workspaceId, rewardId, by }),
    () => linkContact(deps, { workspaceId, rewardId, by, slackUserId: 'U0NEW' }),
  ]),
  'send again': on('new', ({ by, workspaceId }, { id: rewardId }) => [
    () => oweNoticeAgain(deps, { workspaceId, rewardId, by }),
  ]),
  'ask about it': on('new', ({ by, workspaceId }, { id: rewardId }) => [
    () => requireAskSheet(deps, { workspaceId, rewardId, by }),
    () => askQuestion(deps, { workspaceId, rewardId, by, submissionKey: randomUUID(), text: 'When?' }),
  ]),
  'answer a question': on('new', ({ by, workspaceId }, { questionId }) => [
    () => checkAnswer(deps, { workspaceId, questionId, by }),
    () => answerQuestion(deps, { workspaceId, questionId, by, text: 'Soon' }),
    () => oweAnswerAgain(deps, { workspaceId, questionId, by }),
  ]),
  'see it whole': on('new', ({ by, workspaceId }, { number }) => [
    async () => (await readRewardByNumber(deps, workspaceId, by, number)).for === 'team',
  ]),
  'see it at all': on('new', ({ by, workspaceId }, { number }) => [
    () => readRewardByNumber(deps, workspaceId, by, number),
  ]),
  'see its partner': ({ by, workspaceId, person, relation }) => [
    () => readPartnerDetails(deps, { workspaceId, by }, cast.partner(person, relation).id),
  ],
  'find its partner': ({ by, workspaceId, person, relation }) => [
    async () => {
      const { id, key } = cast.partner(person, relation);
      return (await findPartnersFor(deps, { workspaceId, by }, key)).some((partner) => partner.id === id);
    },
  ],
  'be offered its partner': ({ by, workspaceId, person, relation }) => [
    async () => {
      const { id, key } = cast.partner(person, relation);
      return (await searchRewardablePartners(deps, workspaceId, by, key)).some((partner) => partner.id === id);
    },
  ],
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
  'see one invoice': ({ workspaceId, by }) => [() => checkMayHandleInvoices(deps, workspaceId, by)],
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

async function may(action: Action, person: Person, relation: Relation): Promise<boolean> {
  const tries = TRIES[action]({ by: USER_OF[person], person, relation, workspaceId: books.workspaceId });
  const answers: boolean[] = [];
  for (const attempt of tries) answers.push(await passes(attempt));
  const [first = false] = answers;
  if (answers.some((answer) => answer !== first))
    throw new Error(`${person}, ${relation}: asked first, then done: ${answers.join()}`);
  return first;
}

describe('to a reward, or for its partner', () => {
  test.each(REWARD_ROWS.map((row) => [row.action, row.cells] as const))('%s', async (action, cells) => {
    expect(await askEveryCell((person, relation) => may(action, person, relation))).toEqual(cells);
  });
});

describe('to an invoice and the programme', () => {
  test.each(PROGRAMME_ROWS.map((row) => [row.action, row.cells] as const))('%s', async (action, cells) => {
    const asked = await askEveryCell((person, relation) => may(action, person, relation), ['gold']);
    const expected = Object.entries(cells).map(([person, passing]) => [person, passing.length > 0 ? ['gold'] : []]);
    expect(asked).toEqual(Object.fromEntries(expected));
  });
});

test('every door from Slack has a row, and every row a door', () => {
  const doors = [
    ...[...Object.values(ACTION), ...Object.values(VIEW), ...Object.values(SHORTCUT)],
    ...MENU.map((item) => `menu:${item}`),
    ...INVOICE_MENU.map((item) => `invoice_menu:${item}`),
    ...Object.keys(SUBCOMMANDS).map((word) => `/${word}`),
    ...['/reward', '/R-1042'],
  ];
  expect([...EVERY_DOOR].sort()).toEqual([...new Set(doors)].sort());
  expect([...REWARD_ROWS, ...PROGRAMME_ROWS].map(({ action }) => action).sort()).toEqual([...ACTIONS].sort());
});
