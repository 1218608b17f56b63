import { beforeEach, describe, expect, test } from '@jest/globals';
import { approveSeveral } from '../../src/services/approve-several.js';
import { changeSetting } from '../../src/services/settings.js';
import { answerOf } from '../support/answers.js';
import { type Books, forgetOwedJobs, givenPartners, setUpShelf } from '../support/books.js';
import { decide, givenReward, rewardNow } from '../support/rewards.js';
import { ANA, BO, CY, DANA } from '../support/team.js';

const shelf = setUpShelf();

describe('the message that a decision owes the creator', () => {
  let books: Books;
  let partnerId: string;
  beforeEach(async () => {
    books = await shelf.open();
    ({ acme: partnerId } = await givenPartners(books, 'acme'));
  });

  /** The names of what is owed to people, in the order it was owed. */
  async function owedToPeople(): Promise<string[]> {
    const rows = await books.db.reads.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker._private_jobs WHERE key LIKE ${`%:${books.workspaceId}:%`} ORDER BY id`;
    const names = rows.map(({ key }) => key.split(':')[0] ?? '');
    return names.filter((name) => name.startsWith('notify-creator') || /^(tell-partner|ask-creator)/.test(name));
  }

  async function given(by = ANA): Promise<string> {
    const { id } = await givenReward(books, { partnerId, by });
    await forgetOwedJobs(books);
    return id;
  }

  test.each(['approve', 'decline', 'mark_paid'] as const)('is owed before the partner’s: %s', async (decision) => {
    await decide(books, await given(), decision);
    expect(await owedToPeople()).toEqual(['notify-creator-of-decision', 'tell-partner']);
  });

  test('is owed where the partner is told nothing: on hold, and declined silently', async () => {
    await decide(books, await given(), 'hold', { reason: 'wait', facts: { owner: BO } });
    expect(await owedToPeople()).toEqual(['notify-creator-of-decision']);
    await decide(books, await given(), 'decline', { facts: { reasonCode: 'fraud', silently: true } });
    expect(await owedToPeople()).toEqual(['notify-creator-of-decision']);
  });

  test('is owed once when two approvers press at once', async () => {
    const id = await given();
    const answers = await Promise.all(
      [BO, CY].map((by) => answerOf(decide(books, id, 'approve', { by, revision: 1 }))),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await owedToPeople()).toEqual(['notify-creator-of-decision', 'tell-partner']);
  });

  test('is not owed for what they decide themselves, or are asked for in another message', async () => {
    await decide(books, await given(), 'withdraw', { by: ANA });
    expect(await owedToPeople()).toEqual(['tell-partner']);
    await decide(books, await given(), 'request_changes', { reason: 'Was it not 1,250?' });
    expect(await owedToPeople()).toEqual(['ask-creator']);
  });

  test('is owed for the first of two approvals as well, of which the partner is told nothing', async () => {
    const { workspaceId } = books;
    await changeSetting(books.deps, { workspaceId, name: 'second-approval', value: '100', actor: DANA });
    await decide(books, await given(), 'approve');
    expect(await owedToPeople()).toEqual(['notify-creator-of-decision']);
  });

  test('is one for all that somebody approves together', async () => {
    const ids = [await given(), await given(), await given()];
    const refs = await Promise.all(
      ids.map(async (rewardId) => ({ rewardId, revision: (await rewardNow(books, rewardId)).revision })),
    );
    await approveSeveral(books.deps, { workspaceId: books.workspaceId, userId: BO }, refs, 'V1');
    expect((await owedToPeople()).filter((name) => name.startsWith('notify'))).toEqual(['notify-creator-of-bulk']);
    expect((await owedToPeople()).filter((name) => name === 'tell-partner')).toHaveLength(3);
  });
});
