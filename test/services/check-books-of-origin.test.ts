import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BookFinding } from '../../src/domain/books.js';
import { COMMAND_LINE } from '../../src/domain/policy.js';
import { checkBooks } from '../../src/services/check-books.js';
import { clawBack } from '../../src/services/claw-back.js';
import { editReward } from '../../src/services/edit-reward.js';
import { changeSetting } from '../../src/services/settings.js';
import { type Books, setUpShelf } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { decide, givenReward } from '../support/rewards.js';
import { ANA, BO, CY, DANA } from '../support/team.js';

// What was changed directly in the database, past the bot: who created a reward, what it is described as, who has to
// approve it, and who has which role.

const shelf = setUpShelf();
let books: Books;
let acme: string;
beforeAll(async () => {
  books = await shelf.open();
  acme = await givenPartner(books, { key: 'acme' });
  await givenReward(books, { partnerId: acme });
});

class Undo extends Error {}

/** What the check finds after these statements, which no rule of the database stops; they are then taken back. */
async function findingsAfter(...statements: readonly string[]): Promise<BookFinding[]> {
  let findings: readonly BookFinding[] = [];
  const broken = books.db.transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    for (const statement of statements) expect(await tx.$executeRawUnsafe(statement)).toBeGreaterThan(0);
    ({ findings } = await checkBooks(tx, books.workspaceId));
    throw new Undo();
  });
  await expect(broken).rejects.toThrow(Undo);
  return [...findings];
}

test.each([
  [
    'a creator that was changed, so that four eyes look away',
    `UPDATE reward SET created_by = 'U0OTHER' WHERE number = 1001`,
    [{ what: 'reward_creator', subject: 'R-1001', expected: ANA, found: 'U0OTHER' }],
  ],
  [
    'a description that was changed',
    `UPDATE reward SET description = 'for nothing' WHERE number = 1001`,
    [{ what: 'reward_description', subject: 'R-1001', expected: 'Webinar in November', found: 'for nothing' }],
  ],
  [
    'four eyes that were switched off for one reward',
    `UPDATE reward SET four_eyes = false WHERE number = 1001`,
    [{ what: 'reward_policy', subject: 'R-1001, four eyes', expected: 'on', found: 'off' }],
  ],
  [
    'another number of approvals, and a first one that nobody gave',
    `UPDATE reward SET approvals_needed = 2, first_approved_by = 'U0OTHER' WHERE number = 1001`,
    [
      { what: 'reward_policy', subject: 'R-1001, approvals', expected: '1', found: '2' },
      { what: 'first_approval', subject: 'R-1001', expected: 'nobody', found: 'U0OTHER' },
    ],
  ],
  [
    'a role that no setting gave',
    `INSERT INTO role_grant (workspace_id, programme_id, role, principal_id)
     SELECT workspace_id, id, 'admin', 'U0OTHER' FROM programme WHERE name LIKE 'Team T0BOOKS%'`,
    [{ what: 'role_grants', subject: 'admin-users', expected: DANA, found: `${DANA},U0OTHER` }],
  ],
  [
    'a role that no setting took',
    `DELETE FROM role_grant WHERE principal_id = '${BO}'`,
    [{ what: 'role_grants', subject: 'approver-users', expected: `${BO},${CY}`, found: CY }],
  ],
  [
    'partner groups that no setting named',
    `UPDATE role_grant SET partner_groups = '{Gold}' WHERE principal_id = '${ANA}'`,
    [{ what: 'role_grants', subject: 'manager-users', expected: ANA, found: `${ANA}:Gold` }],
  ],
])('%s is found', async (_what, statement, expected) => {
  expect(await findingsAfter(statement)).toEqual(expected);
});

/** As events were written by a build that did not say what these columns were. */
const FORGET = `UPDATE event SET data = data - 'description' - 'fourEyes' - 'approvalsNeeded' - 'grants'`;

describe('after an edit, a clawback and changes of settings', () => {
  let number: number;
  beforeAll(async () => {
    number = await givenEdit();
    await givenClawback();
    const setting = { workspaceId: books.workspaceId, actor: COMMAND_LINE };
    await changeSetting(books.deps, { ...setting, name: 'manager-users', value: `U0ZED:Silver+Gold,${ANA}` });
    await changeSetting(books.deps, { ...setting, name: 'finance-users', value: 'S0FINANCE' });
  });

  async function givenEdit(): Promise<number> {
    const { workspaceId } = books;
    const reward = await givenReward(books, { partnerId: acme, amount: '50' });
    await decide(books, reward.id, 'request_changes', { reason: 'Which?' });
    const values = { description: 'Webinar in May', amount: { minor: 6_000n, currency: 'USD' } };
    const order = { workspaceId, by: ANA, rewardId: reward.id, revision: 2 };
    await editReward(books.deps, { ...order, ...values, partnerId: acme });
    return reward.number;
  }

  async function givenClawback(): Promise<void> {
    const { id: rewardId } = await givenReward(books, { partnerId: acme, amount: '70' });
    await decide(books, rewardId, 'mark_paid', { facts: { paidOn: '2026-11-09' }, reason: 'cash' });
    const amount = { minor: 500n, currency: 'USD' };
    const order = { workspaceId: books.workspaceId, rewardId, by: BO, submissionKey: 'V1', reason: 'Returned' };
    await clawBack(books.deps, { ...order, amount });
  }

  test('the books balance', async () => {
    expect((await checkBooks(books.db.reads, books.workspaceId)).findings).toEqual([]);
  });

  test('the last event counts, not the first', async () => {
    const found = await findingsAfter(
      `UPDATE role_grant SET partner_groups = '{}' WHERE principal_id = 'U0ZED'`,
      `UPDATE reward SET description = 'Webinar in November', approvals_needed = 2 WHERE number = ${number}`,
    );
    expect(found).toEqual([
      {
        what: 'reward_description',
        subject: `R-${number}`,
        expected: 'Webinar in May',
        found: 'Webinar in November',
      },
      { what: 'reward_policy', subject: `R-${number}, approvals`, expected: '1', found: '2' },
      { what: 'role_grants', subject: 'manager-users', expected: `${ANA},U0ZED:Gold+Silver`, found: `${ANA},U0ZED` },
    ]);
  });

  test('of rows from before the events said so much, nothing is found', async () => {
    expect(await findingsAfter(FORGET)).toEqual([]);
    const changed = [
      `UPDATE reward SET four_eyes = false, approvals_needed = 2`,
      `UPDATE reward SET description = 'for nothing' WHERE number <> ${number}`,
      `DELETE FROM role_grant WHERE role = 'approver'`,
    ];
    expect(await findingsAfter(FORGET, ...changed)).toEqual([]);
  });

  test('but what their events said already counts: who created them, and what an edit or a setting made of them', async () => {
    const found = await findingsAfter(
      FORGET,
      `UPDATE reward SET created_by = 'U0OTHER', description = 'for nothing'`,
      `DELETE FROM role_grant WHERE role = 'finance'`,
    );
    expect(found.filter(({ what }) => what === 'reward_creator')).toHaveLength(4);
    expect(found.filter(({ what }) => what !== 'reward_creator')).toEqual([
      { what: 'reward_description', subject: `R-${number}`, expected: 'Webinar in May', found: 'for nothing' },
      { what: 'role_grants', subject: 'finance-users', expected: 'S0FINANCE', found: 'nobody' },
    ]);
  });
});
