import { describe, expect, test } from '@jest/globals';
import { mayDecide, type OwnedReward } from '../../src/domain/four-eyes.js';
import {
  type Actor,
  type ManagedReward,
  mayAnswer,
  mayChangeSettings,
  mayClawBack,
  mayCreate,
  mayEdit,
  mayHandleInvoices,
  mayLinkContact,
  mayMendContact,
  mayReview,
  maySee,
  mayWithdraw,
  type Verdict,
} from '../../src/domain/policy.js';
import type { Decision } from '../../src/domain/reward.js';
import {
  type Action,
  PEOPLE,
  type Person,
  PROGRAMME_ROWS,
  REWARD_ROWS,
  type Relation,
  ROLE_OF,
  relationsOf,
} from '../support/permission-matrix.js';

type Law = (actor: Actor, reward: OwnedReward & ManagedReward) => Verdict;
const decides =
  (decision: Decision): Law =>
  (actor, reward) =>
    mayDecide(actor, reward, decision, { someoneElseMay: true, reason: 'Because' });

/** The question that each action is. What is not here is no question to the policy alone. */
const LAWS: { readonly [Name in Action]?: Law } = {
  create: mayCreate,
  approve: decides('approve'),
  decline: decides('decline'),
  hold: decides('hold'),
  release: decides('release'),
  reopen: decides('reopen'),
  'mark as paid': decides('mark_paid'),
  'ask for changes': decides('request_changes'),
  'edit and send back': mayEdit,
  withdraw: mayWithdraw,
  'claw back': mayClawBack,
  'link a Slack user': mayLinkContact,
  'send again': mayMendContact,
  'answer a question': mayAnswer,
  'see it whole': maySee,
  'see its history': maySee,
  'see its partner': (actor, { group }) => maySee(actor, { group }),
  'see the queue': mayReview,
  'see what I created': (actor) => mayCreate(actor),
  'see open invoices': mayHandleInvoices,
  'change settings': mayChangeSettings,
};

function actorOf(person: Person): Actor {
  const role = ROLE_OF[person];
  return {
    userId: 'U0ME',
    roles: new Set(role && person !== 'stale' ? [role] : []),
    partnerIds: new Set(relationsOf(person).includes('partner') ? ['mine'] : []),
    managedGroups: person === 'limited' ? new Set(['Gold']) : person === 'manager' ? 'all' : new Set(),
    hasStaleGroups: person === 'stale',
  };
}

function rewardOf(relation: Relation): OwnedReward & ManagedReward {
  return {
    createdBy: relation === 'created' ? 'U0ME' : 'U0MAKER',
    partnerId: relation === 'partner' ? 'mine' : 'others',
    group: relation === 'gold' ? 'Gold' : 'Silver',
    fourEyes: true,
    editedBy: relation === 'edited' ? ['U0ME'] : [],
  };
}

describe('the policy says who may', () => {
  const rows = [...REWARD_ROWS, ...PROGRAMME_ROWS].filter(({ action }) => LAWS[action]);
  test.each(rows.map(({ action, cells }) => [action, cells] as const))('%s', (action, cells) => {
    const law = LAWS[action];
    if (!law) throw new Error('no law');
    const passing = PEOPLE.map((person) => [
      person,
      relationsOf(person).filter((relation) => law(actorOf(person), rewardOf(relation)).allowed),
    ]);
    expect(Object.fromEntries(passing)).toEqual(cells);
  });
});
