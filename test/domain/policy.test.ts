import { describe, expect, test } from '@jest/globals';
import {
  approvalsFor,
  type Bench,
  mayDecide,
  offerOf,
  ownBecause,
  type Reviewer,
  reviewersOf,
} from '../../src/domain/four-eyes.js';
import {
  type Actor,
  mayClawBack,
  mayCreate,
  mayEdit,
  mayHandleInvoices,
  mayWithdraw,
  ROLES,
  type Role,
  type Verdict,
} from '../../src/domain/policy.js';
import { DECISIONS, type Decision } from '../../src/domain/reward.js';

const BOOLEANS = [true, false];
const ROLE_SETS: readonly (readonly Role[])[] = Array.from({ length: 2 ** ROLES.length }, (_, bits) =>
  ROLES.filter((_, index) => bits & (1 << index)),
);
const RELATIONS = [
  { name: 'somebody else', creator: false, contact: false },
  { name: 'the creator', creator: true, contact: false },
  { name: 'a contact of the partner', creator: false, contact: true },
  { name: 'creator and contact', creator: true, contact: true },
] as const;
type Relation = (typeof RELATIONS)[number];

const actorOf = (roles: readonly Role[], contact = false, hasStaleGroups = false): Actor => ({
  userId: 'U_ACTOR',
  roles: new Set(roles),
  managedGroups: 'all',
  partnerIds: new Set(contact ? ['partner-other', 'partner-owed'] : ['partner-other']),
  hasStaleGroups,
});
const rewardOf = (creator: boolean, fourEyes: boolean) => ({
  createdBy: creator ? 'U_ACTOR' : 'U_OTHER',
  partnerId: 'partner-owed',
  fourEyes,
});

const wordOf = (verdict: Verdict): string =>
  verdict.allowed ? (verdict.alone ? 'alone' : 'yes') : verdict.denied.code;

// SPEC 1 and 4 in as many words.
function expectedOf(
  decision: Decision,
  roles: readonly Role[],
  relation: Relation,
  world: { fourEyes: boolean; someoneElseMay: boolean; reason: string | undefined },
): string {
  const admin = roles.includes('admin');
  if (decision === 'withdraw') return relation.creator || admin ? 'yes' : 'not_yours_to_withdraw';
  if (!admin && !roles.includes('approver')) return 'not_allowed';
  const own = relation.creator || relation.contact;
  if (decision === 'request_changes' && relation.creator) return 'own_reward';
  if (!world.fourEyes || !own) return 'yes';
  if (decision === 'request_changes') return 'own_reward';
  if (!admin) return 'own_reward';
  if (world.someoneElseMay) return 'own_reward';
  return world.reason === 'because' ? 'alone' : 'reason_needed';
}

describe.each(RELATIONS)('$name', (relation) => {
  test.each(DECISIONS)('may %s as the roles, four eyes and who else is there allow', (decision) => {
    for (const roles of ROLE_SETS) {
      for (const fourEyes of BOOLEANS) {
        for (const someoneElseMay of BOOLEANS) {
          for (const reason of ['because', '', '  \n', undefined]) {
            const world = { fourEyes, someoneElseMay, reason };
            const actor = actorOf(roles, relation.contact);
            const verdict = mayDecide(actor, rewardOf(relation.creator, fourEyes), decision, {
              someoneElseMay,
              reason,
            });
            expect([roles, world, wordOf(verdict)]).toEqual([
              roles,
              world,
              expectedOf(decision, roles, relation, world),
            ]);
          }
        }
      }
    }
  });
});

describe('four eyes', () => {
  const nobodyElse = { someoneElseMay: false, reason: 'because' };

  test('tell the creator from the contact, and the creator who is both is the creator', () => {
    const because = (creator: boolean, contact: boolean) => ownBecause(actorOf([], contact), rewardOf(creator, true));
    expect([because(true, false), because(false, true), because(true, true), because(false, false)]).toEqual([
      'creator',
      'contact',
      'creator',
      undefined,
    ]);
    expect(mayDecide(actorOf(['approver'], true), rewardOf(false, true), 'approve', nobodyElse)).toEqual({
      allowed: false,
      denied: { code: 'own_reward', because: 'contact' },
    });
  });

  test('stand aside for nobody but an admin, even where an approver is the only one left', () => {
    const verdict = mayDecide(actorOf(['approver']), rewardOf(true, true), 'approve', nobodyElse);
    expect(wordOf(verdict)).toBe('own_reward');
  });

  test('hold for marking as paid, reopening and releasing as for approving', () => {
    const admin = actorOf(['admin']);
    const others = { someoneElseMay: true, reason: 'because' };
    for (const decision of DECISIONS.filter((decision) => decision !== 'withdraw')) {
      expect(wordOf(mayDecide(admin, rewardOf(true, true), decision, others))).toBe('own_reward');
    }
  });
});

describe('one’s own reward', () => {
  test('is offered to nobody but the admin who is left, changes asked of oneself not even to them', () => {
    const offers = (roles: readonly Role[], people: readonly Reviewer[]) =>
      (['approve', 'mark_paid', 'request_changes', 'withdraw'] as const).map((decision) =>
        offerOf(actorOf(roles), rewardOf(true, true), decision, { people, uncertain: false }),
      );
    const admin = actorOf(['admin']);
    expect(offers(['admin'], [admin])).toEqual(['alone', 'alone', 'no', 'yes']);
    expect(offers(['admin'], [admin, { ...admin, userId: 'U_SECOND' }])).toEqual(['no', 'no', 'no', 'yes']);
    expect(offers(['approver'], [])).toEqual(['no', 'no', 'no', 'yes']);
  });
});

describe('two approvals', () => {
  const usd = (minor: bigint) => ({ minor, currency: 'USD' });
  const large = { ...rewardOf(false, true), firstApprovedBy: 'U_ACTOR' };

  test('are needed from the threshold on, in whichever currency, given or taken back', () => {
    expect([99_999n, 100_000n, -100_000n].map((minor) => approvalsFor(usd(minor), 1000n))).toEqual([1, 2, 2]);
    expect(approvalsFor({ minor: 1000n, currency: 'JPY' }, 1000n)).toBe(2);
    expect(approvalsFor({ minor: 999_999n, currency: 'KWD' }, 1000n)).toBe(1);
    expect(approvalsFor(usd(10n ** 20n), null)).toBe(1);
  });

  test('are not given by one person, with four eyes or without, unless an admin is the only one left', () => {
    for (const fourEyes of BOOLEANS) {
      const reward = { ...large, fourEyes };
      const may = (roles: readonly Role[], someoneElseMay: boolean, decision: Decision = 'approve') =>
        wordOf(mayDecide(actorOf(roles), reward, decision, { someoneElseMay, reason: 'because' }));
      expect([may(['admin'], true), may(['approver'], false), may(['admin'], false)]).toEqual([
        'approved_before',
        'approved_before',
        'alone',
      ]);
      expect(may(['approver'], true, 'decline')).toBe('yes');
    }
  });

  test('are offered as they would be allowed: the second to the one who gave the first only where nobody else is left', () => {
    const offers = (roles: readonly Role[], bench: Bench) =>
      (['approve', 'decline', 'hold', 'request_changes', 'withdraw'] as const).map((decision) =>
        offerOf(actorOf(roles), large, decision, bench),
      );
    const me = actorOf(['admin']);
    const only = { people: [me], uncertain: false };
    const other = { ...actorOf(['approver']), userId: 'U_OTHER' };
    const free = { ...other, userId: 'U_FREE' };
    expect(offers(['admin'], only)).toEqual(['alone', 'yes', 'yes', 'yes', 'yes']);
    // The creator's eyes do not count, and somebody of a group that cannot be read may have eyes that do.
    expect(offers(['admin'], { ...only, people: [me, other] })).toEqual(['alone', 'yes', 'yes', 'yes', 'yes']);
    expect(offers(['admin'], { ...only, people: [me, free] })).toEqual(['no', 'yes', 'yes', 'yes', 'yes']);
    expect(offers(['admin'], { ...only, uncertain: true })).toEqual(['no', 'yes', 'yes', 'yes', 'yes']);
    expect(offers(['approver'], only)).toEqual(['no', 'yes', 'yes', 'yes', 'no']);
    expect(offers(['manager'], only)).toEqual(['no', 'no', 'no', 'no', 'no']);
  });

  test('leave to give the second whoever is neither owner, nor editor, nor the first', () => {
    const people = ['U_ACTOR', 'U_EDITOR', 'U_OTHER', 'U_FREE'].map((userId) => ({ ...actorOf(['approver']), userId }));
    const manager = { ...actorOf(['manager']), userId: 'U_MANAGER' };
    const left = (decision: Decision) =>
      reviewersOf([...people, manager], { ...large, editedBy: ['U_EDITOR'] }, decision).map(({ userId }) => userId);
    expect(left('approve')).toEqual(['U_FREE']);
    expect(left('hold')).toEqual(['U_ACTOR', 'U_FREE']);
  });
});

describe('who may', () => {
  test.each(ROLE_SETS.map((roles) => [roles.join(', ') || 'nobody in particular', roles] as const))(
    'create rewards and handle invoices: %s',
    (_, roles) => {
      const any = (...those: Role[]) => (those.some((role) => roles.includes(role)) ? 'yes' : 'not_allowed');
      expect(wordOf(mayCreate(actorOf(roles)))).toBe(any('manager', 'admin'));
      expect(wordOf(mayClawBack(actorOf(roles)))).toBe(any('manager', 'approver', 'admin'));
      expect(wordOf(mayHandleInvoices(actorOf(roles)))).toBe(any('finance', 'admin'));
    },
  );

  test('is said in the refusal, each role once, with whether a stale group may be why', () => {
    const refusal = (verdict: Verdict) => (verdict.allowed ? undefined : verdict.denied);
    const stale = actorOf([], false, true);
    const asked = rewardOf(false, true);
    const others = { someoneElseMay: true };
    const needs = (...roles: Role[]) => ({ code: 'not_allowed', needs: roles, staleGroups: true });
    expect(refusal(mayCreate(stale))).toEqual(needs('manager', 'admin'));
    expect(refusal(mayHandleInvoices(stale))).toEqual(needs('finance', 'admin'));
    expect(refusal(mayDecide(stale, asked, 'approve', others))).toEqual(needs('approver', 'admin'));
    expect(refusal(mayWithdraw(stale, asked))).toEqual({ code: 'not_yours_to_withdraw', staleGroups: true });
    expect(refusal(mayCreate(actorOf([])))).toEqual({ ...needs('manager', 'admin'), staleGroups: false });
  });

  test('change what was asked to be changed: the creator and admins', () => {
    expect(wordOf(mayEdit(actorOf([]), rewardOf(true, true)))).toBe('yes');
    expect(wordOf(mayEdit(actorOf(['admin']), rewardOf(false, true)))).toBe('yes');
    expect(wordOf(mayEdit(actorOf(['manager', 'approver']), rewardOf(false, true)))).toBe('not_yours_to_edit');
  });

  test('withdraw: the creator, even without any role, and admins', () => {
    expect(mayWithdraw(actorOf([]), rewardOf(true, true))).toEqual({ allowed: true, alone: false });
    expect(mayWithdraw(actorOf(['admin']), rewardOf(false, true))).toEqual({ allowed: true, alone: false });
    expect(wordOf(mayWithdraw(actorOf(['manager', 'approver', 'finance'], true), rewardOf(false, true)))).toBe(
      'not_yours_to_withdraw',
    );
  });
});
