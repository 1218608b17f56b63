import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  granteesFor,
  mergeGrantees,
  readGrantee,
  readGrantees,
  regrant,
  showGrantee,
} from '../../src/domain/grants.js';
import { type Actor, mayClawBack, mayCreate, type Role, rewardableGroups } from '../../src/domain/policy.js';

const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() === text && text !== '');
const grantee = fc.record({
  principalId: fc.constantFrom('U0ANA', 'U0BO', 'S0LEADS', 'W0GRID'),
  partnerGroups: fc.uniqueArray(name, { maxLength: 4 }),
});

describe('whom a role is given to', () => {
  test('reads as it is written, whatever a group is called', () => {
    fc.assert(
      fc.property(grantee, (given) => {
        const text = showGrantee(given);
        expect(text).not.toContain(',');
        expect(readGrantee(text)).toEqual(given);
      }),
    );
    expect(showGrantee({ principalId: 'U0ANA', partnerGroups: ['Gold', 'A, B+C: 5%'] })).toBe(
      'U0ANA:Gold+A%2C B%2BC%3A 5%25',
    );
  });

  test.each(['', 'ana', 'C0CHANNEL', 'U0ANA:', 'U0ANA:Gold+', 'U0ANA:Gold:Silver', 'U0ANA:%'])('is not %j', (text) =>
    expect(readGrantee(text)).toBeUndefined(),
  );

  test('once each: a grant for all partners wins, and limits add up', () => {
    expect(mergeGrantees(readGrantees('U0A:Gold,U0A,U0B:Gold,U0B:Silver+Gold'))).toEqual(
      readGrantees('U0A,U0B:Gold+Silver'),
    );
  });

  test('changes for one partner group alone, and never widens to all partners', () => {
    fc.assert(
      fc.property(fc.array(grantee), name, fc.subarray(['U0ANA', 'U0BO', 'U0NEW']), (given, group, chosen) => {
        const before = mergeGrantees(given);
        const after = regrant(before, group, chosen);
        const forAll = granteesFor(before, undefined);
        expect(granteesFor(after, undefined)).toEqual(forAll);
        expect(granteesFor(after, group).sort()).toEqual(chosen.filter((id) => !forAll.includes(id)).sort());
        expect(regrant(after, group, granteesFor(after, group))).toEqual(after);
      }),
    );
    expect(regrant(readGrantees('U0A:Gold,U0B'), undefined, ['U0A'])).toEqual(readGrantees('U0A'));
  });
});

const actor = (roles: readonly Role[], groups: Actor['managedGroups']): Actor => ({
  userId: 'U0ANA',
  roles: new Set(roles),
  partnerIds: new Set(),
  managedGroups: groups,
  hasStaleGroups: false,
});

describe('a manager of some partner groups', () => {
  const limited = actor(['manager'], new Set(['Silver', 'Gold']));
  test('creates for their partners, and neither for others nor for partners of no group', () => {
    expect(mayCreate(limited)).toMatchObject({ allowed: true });
    expect(mayCreate(limited, { group: 'Gold' })).toMatchObject({ allowed: true });
    for (const group of ['gold', 'Bronze', null])
      expect(mayCreate(limited, { group })).toEqual({
        allowed: false,
        denied: { code: 'partner_group_not_yours', groups: ['Gold', 'Silver'] },
      });
  });

  test('takes back from their partners alone, unless they decide on rewards or are an admin too', () => {
    expect(mayClawBack(limited, { group: 'Bronze' })).toMatchObject({ allowed: false });
    expect(mayClawBack(actor(['manager', 'approver'], new Set(['Gold'])), { group: 'Bronze' }).allowed).toBe(true);
    const admin = actor(['manager', 'admin'], new Set(['Gold']));
    expect([mayClawBack(admin, { group: null }).allowed, mayCreate(admin, { group: null }).allowed]).toEqual([
      true,
      true,
    ]);
    expect(rewardableGroups(admin)).toBe('all');
  });
});
