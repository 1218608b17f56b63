import { randomUUID } from 'node:crypto';
import type { Tx } from '../../src/db/client.js';
import type { Books } from './books.js';
import { givenCustomer, givenPartner } from './directory.js';
import { PEOPLE, type Person, RELATIONS, type Relation, relationsOf } from './permission-matrix.js';
import { ANA, BO, CLEO, CY, DANA, LENA, OMAR } from './team.js';

/** Whoever made what is others'. */
const MAKER = 'U0MAKER';

export const USER_OF: Readonly<Record<Person, string>> = {
  manager: ANA,
  limited: 'U0LIMITED',
  approver: BO,
  finance: CLEO,
  admin: DANA,
  contact: LENA,
  nobody: OMAR,
  stale: 'U0STALE',
};

/** Where a reward stands when somebody tries something. */
export const STATES = ['new', 'second', 'asked', 'held', 'declined', 'paid'] as const;
export type State = (typeof STATES)[number];

export interface Cast {
  /** The partner of whom a reward is this to this person. */
  partner(person: Person, relation: Relation): CastPartner;
  reward(person: Person, relation: Relation, state: State): CastReward;
  readonly otherSilver: string;
}

export interface CastPartner {
  readonly id: string;
  readonly key: string;
  readonly customerId: string;
}

export interface CastReward {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
  readonly partnerId: string;
  readonly questionId: string;
}

/** Everybody of the matrix, with a reward for each of its cells: written in bulk, as their forms would have left them. */
export async function givenCast(books: Books): Promise<Cast> {
  const { workspaceId, db } = books;
  const gold = await givenPartner(books, { key: 'gold', group: 'Gold' });
  const silver = await givenPartner(books, { key: 'silver', group: 'Silver' });
  const otherSilver = await givenPartner(books, { key: 'argent', group: 'Silver' });
  const theirs = new Map<Person, string>();
  for (const person of PEOPLE.filter((person) => relationsOf(person).includes('partner')))
    theirs.set(
      person,
      await givenPartner(books, { key: `of-${person}`, group: 'Silver', slackUserId: USER_OF[person] }),
    );
  const customers = new Map<string, string>();
  for (const partnerId of [gold, silver, ...theirs.values()])
    customers.set(partnerId, await givenCustomer(books, { partnerId, name: 'Initech', key: `of-${partnerId}` }));
  const withCustomer = (id: string, key: string) => ({ id, key, customerId: customers.get(id) ?? '' });
  const partner: Cast['partner'] = (person, relation) => {
    if (relation === 'gold') return withCustomer(gold, 'gold');
    return relation === 'partner'
      ? withCustomer(theirs.get(person) ?? '', `of-${person}`)
      : withCustomer(silver, 'silver');
  };
  const rewards = new Map<string, CastReward>();
  await db.transaction(async (tx) => {
    const { id: programmeId } = await tx.programme.findUniqueOrThrow({ where: { workspaceId } });
    await grant(tx, { workspaceId, programmeId }, books.clock.now());
    const cells = PEOPLE.flatMap((person) =>
      relationsOf(person).flatMap((relation) => STATES.map((state) => ({ person, relation, state }))),
    );
    const made = cells.map((cell, at) => {
      const { id: partnerId } = partner(cell.person, cell.relation);
      const row = { id: randomUUID(), number: 500_000 + at, partnerId, questionId: randomUUID() };
      const events = eventsOf(cell.relation, cell.state, USER_OF[cell.person]);
      rewards.set(Object.values(cell).join(), { ...row, revision: events.length });
      return { ...cell, ...row, events };
    });
    const scope = { workspaceId, programmeId };
    const at = books.clock.now();
    await tx.reward.createMany({
      data: made.map(({ person, relation, state, id, number, partnerId, events }) => ({
        ...scope,
        ...{ id, number, partnerId, submissionKey: id, description: 'for the webinar', amountMinor: BigInt(number) },
        ...{ currency: 'USD', createdAt: at, fourEyes: true, ...STANDING[state] },
        ...{ revision: events.length, createdBy: relation === 'created' ? USER_OF[person] : MAKER },
        ...(state === 'second' ? { approvalsNeeded: 2, firstApprovedBy: CY } : {}),
      })),
    });
    await tx.event.createMany({
      data: made.flatMap(({ id, events }) =>
        events.map((event, index) => ({ ...scope, rewardId: id, at, revision: index + 1, ...event })),
      ),
    });
    await tx.question.createMany({
      data: made.map(({ id, partnerId, questionId }) => ({
        ...{ workspaceId, id: questionId, rewardId: id, partnerId, submissionKey: questionId },
        ...{ askedBy: 'U0CONTACT', askedAt: at, text: 'When is it paid?' },
      })),
    });
  });
  const reward: Cast['reward'] = (...cell) => {
    const found = rewards.get(cell.join());
    if (!found) throw new Error(`no reward is ${cell.join()}`);
    return found;
  };
  return { partner, reward, otherSilver };
}

async function grant(
  tx: Tx,
  scope: { readonly workspaceId: string; readonly programmeId: string },
  now: Date,
): Promise<void> {
  const { workspaceId } = scope;
  const refreshedAt = new Date(now.getTime() - 25 * 3_600_000);
  await tx.userGroup.create({ data: { workspaceId, groupId: 'S0STALE', userIds: [USER_OF.stale], refreshedAt } });
  await tx.roleGrant.createMany({
    data: [
      { ...scope, role: 'manager', principalId: USER_OF.limited, partnerGroups: ['Gold'] },
      { ...scope, role: 'approver', principalId: 'S0STALE' },
    ],
  });
}

const STANDING = {
  new: {},
  second: {},
  asked: { status: 'Hold' },
  held: { status: 'Hold' },
  declined: { status: 'Declined' },
  paid: { status: 'Paid', payment: 'paid_elsewhere' },
} as const;

const NEW = { toStatus: 'New', toPayment: 'not_invoiced' } as const;
const HOLD = { toStatus: 'Hold', toPayment: 'not_invoiced' } as const;
const FROM_NEW = { fromStatus: 'New', fromPayment: 'not_invoiced' } as const;
const FROM_HOLD = { fromStatus: 'Hold', fromPayment: 'not_invoiced' } as const;
const DESCRIBED_ANEW = { description: { from: 'Webinar', to: 'Webinar in November' } };
const LAST = {
  new: [],
  second: [{ kind: 'approved_first', ...FROM_NEW, ...NEW }],
  asked: [{ kind: 'changes_requested', ...FROM_NEW, ...HOLD }],
  held: [{ kind: 'held', ...FROM_NEW, ...HOLD }],
  declined: [{ kind: 'declined', ...FROM_NEW, toStatus: 'Declined', toPayment: 'not_invoiced' }],
  paid: [{ kind: 'marked_paid', ...FROM_NEW, toStatus: 'Paid', toPayment: 'paid_elsewhere' }],
} as const;

function eventsOf(relation: Relation, state: State, userId: string) {
  const edited = [
    { kind: 'changes_requested', actor: CY, ...FROM_NEW, ...HOLD },
    { kind: 'edited', actor: userId, ...FROM_HOLD, ...NEW, data: { changes: DESCRIBED_ANEW } },
  ];
  return [
    { kind: 'created', actor: relation === 'created' ? userId : MAKER, ...NEW },
    ...(relation === 'edited' ? edited : []),
    ...LAST[state].map((event) => ({ ...event, actor: CY })),
  ];
}

/** Every cell of a row, by person and then by relation. */
export async function askEveryCell(
  may: (person: Person, relation: Relation) => Promise<boolean>,
  relations: readonly Relation[] = RELATIONS,
): Promise<Record<string, Relation[]>> {
  const asked = PEOPLE.map(async (person) => {
    const mine = relationsOf(person).filter((relation) => relations.includes(relation));
    const answers = await Promise.all(mine.map((relation) => may(person, relation)));
    return [person, mine.filter((_, at) => answers[at])] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}
