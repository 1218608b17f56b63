import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Money } from '../../src/domain/money.js';
import type { Decision } from '../../src/domain/reward.js';
import { answerQuestion, checkAnswer, oweAnswerAgain } from '../../src/services/answer-question.js';
import { approveSeveral } from '../../src/services/approve-several.js';
import { askQuestion, requireAskSheet } from '../../src/services/ask-question.js';
import { checkClawback, clawBack, getClawbackCurrency } from '../../src/services/claw-back.js';
import { createReward } from '../../src/services/create-reward.js';
import { checkDecision, decideReward } from '../../src/services/decide-reward.js';
import type { Deps } from '../../src/services/deps.js';
import { checkEdit, editReward, getStandingAmount } from '../../src/services/edit-reward.js';
import { getFormChoices } from '../../src/services/get-form-choices.js';
import { getRewardFor } from '../../src/services/get-reward-for.js';
import { checkLinkContact, linkContact, oweNoticeAgain } from '../../src/services/link-contact.js';
import { findPartnersFor, readPartnerDetails } from '../../src/services/read-partner-details.js';
import { readRewardByNumber } from '../../src/services/read-reward-by-number.js';
import { searchCustomers, searchRewardablePartners } from '../../src/services/search-directory.js';
import { type Books, setUpShelf } from '../support/books.js';
import { createForgetfulDb } from '../support/forgetful-db.js';
import {
  askEveryCell,
  type Cast,
  type CastReward,
  givenCast,
  type State,
  USER_OF,
} from '../support/permission-cast.js';
import { type Person, REWARD_ROWS, type Relation, type RewardAction } from '../support/permission-matrix.js';
import { learnsOfChange, type Tries, type Trying, tryAll } from '../support/permission-tries.js';
import { ANA } from '../support/team.js';

// Everybody tries everything on the same rows of a real Postgres, in transactions of which nothing stays.

const shelf = setUpShelf();
let books: Books;
let deps: Deps;
let cast: Cast;
beforeAll(async () => {
  books = await shelf.open({ now: '2026-05-01T12:00:00Z' });
  cast = await givenCast(books);
  deps = { ...books.deps, db: createForgetfulDb(books.db) };
});

const on =
  (state: State, tries: (trying: Trying, reward: CastReward) => readonly (() => Promise<unknown>)[]): Tries =>
  (trying) =>
    tries(trying, cast.reward(trying.person, trying.relation, state));
const WAYS = { reason: 'Because', facts: { reasonCode: 'other', owner: ANA, paidOn: '2026-04-30' } } as const;
const deciding = (state: State, decision: Decision, asks: 'asked first' | 'done' = 'done') =>
  on(state, ({ by, workspaceId }, { id: rewardId, revision }) => {
    const order = { workspaceId, rewardId, revision, decision, by };
    const write = () => decideReward(deps, { ...order, ...WAYS });
    const late = () => decideReward(deps, { ...order, ...WAYS, revision: revision + 1 });
    const done = [write, () => learnsOfChange(late)];
    // All decisions are asked about in the same way: two of them show it.
    return asks === 'done' ? done : [() => checkDecision(deps, order), ...done];
  });
const VALUES = { description: 'for the webinar', amount: { minor: 123n, currency: 'USD' } } as const;
const editing = (change: { readonly partnerId?: string; readonly amount?: Money }, isChecked = false) =>
  on('asked', ({ by, workspaceId }, reward) => {
    const order = { workspaceId, by, rewardId: reward.id, revision: reward.revision };
    const asItWas = { partnerId: reward.partnerId, amount: { minor: BigInt(reward.number), currency: 'USD' } };
    const write = () => editReward(deps, { ...order, ...VALUES, ...asItWas, ...change });
    if (!isChecked) return [write];
    const late = () => editReward(deps, { ...order, ...VALUES, ...asItWas, revision: reward.revision - 1 });
    const choices = { workspaceId, by, partnerId: reward.partnerId, rewardId: reward.id };
    return [
      () => checkEdit(deps, order),
      () => getStandingAmount(deps, order),
      async () => (await getFormChoices(deps, choices)).edited !== undefined,
      write,
      () => learnsOfChange(late),
    ];
  });

const TRIES: Readonly<Record<RewardAction, Tries>> = {
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
    () => getClawbackCurrency(deps, { workspaceId, rewardId, by }),
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
  'see its history': on('held', ({ by, workspaceId }, { id: rewardId }) => [
    () => getRewardFor(deps, { workspaceId, rewardId, by }),
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
  'choose its partner': ({ by, workspaceId, person, relation }) => [
    async () => {
      const partnerId = cast.partner(person, relation).id;
      const { partner } = await getFormChoices(deps, { workspaceId, by, partnerId });
      return partner !== undefined && 'pending' in partner;
    },
  ],
  'choose its customer': ({ by, workspaceId, person, relation }) => {
    const { customerId } = cast.partner(person, relation);
    const query = { query: '', partnerId: cast.partner(person, relation).id };
    return [
      async () => (await getFormChoices(deps, { workspaceId, by, customerId })).customer !== undefined,
      async () => (await searchCustomers(deps, workspaceId, by, query)).own.length > 0,
    ];
  },
};

const may = (action: RewardAction, person: Person, relation: Relation): Promise<boolean> =>
  tryAll(TRIES[action], { by: USER_OF[person], person, relation, workspaceId: books.workspaceId });

describe('to a reward, or for its partner', () => {
  test.each(REWARD_ROWS.map((row) => [row.action, row.cells] as const))('%s', async (action, cells) => {
    expect(await askEveryCell((person, relation) => may(action, person, relation))).toEqual(cells);
  });
});
