import { beforeEach, describe, expect, test } from '@jest/globals';
import { isRefusal, type Refusal } from '../../src/domain/errors.js';
import { linkContact } from '../../src/services/link-contact.js';
import { noteFound, noteUntold } from '../../src/services/note-reach.js';
import { type Books, setUpShelf } from '../support/books.js';
import { givenPartner } from '../support/directory.js';
import { givenReward } from '../support/rewards.js';
import { ANA, BO, CY, LENA, OMAR } from '../support/team.js';

const shelf = setUpShelf();
let books: Books;
beforeEach(async () => {
  books = await shelf.open();
});

const contactsOf = (partnerId: string) => books.db.reads.contact.findMany({ where: { partnerId } });
const messages = () => books.db.reads.message.findMany({ where: { workspaceId: books.workspaceId } });
const link = (rewardId: string, by: string, slackUserId: string) =>
  linkContact(books.deps, { workspaceId: books.workspaceId, rewardId, by, slackUserId });

async function givenContact(email: string, partnerKey = 'acme'): Promise<{ partnerId: string; contactId: string }> {
  const partnerId = await givenPartner(books, { key: partnerKey, email });
  const [contact] = await contactsOf(partnerId);
  return { partnerId, contactId: contact?.id ?? '' };
}

describe('whom a partner is told through', () => {
  test('is settled by the first when two people link at once, and the other is told so', async () => {
    for (let round = 0; round < 5; round++) {
      const partnerId = await givenPartner(books, { key: `lonely-${round}` });
      const { id } = await givenReward(books, { partnerId });
      const settled = await Promise.allSettled([link(id, ANA, LENA), link(id, BO, OMAR), link(id, CY, 'U0THIRD')]);
      const refused = settled.flatMap((one): Refusal[] => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused.map((refusal) => isRefusal(refusal, 'contact_linked'))).toEqual([true, true]);
      const contacts = await contactsOf(partnerId);
      expect(contacts).toHaveLength(1);
      const events = await books.db.reads.event.findMany({
        where: { workspaceId: books.workspaceId, kind: 'contact_linked' },
        orderBy: { id: 'asc' },
      });
      expect(events).toHaveLength(round + 1);
      expect(events.map(({ data }) => data)).toContainEqual(
        expect.objectContaining({ setting: `contact of ${partnerId}`, to: contacts[0]?.slackUserId }),
      );
    }
  });

  test('stays as it is for a menu that is older than that; the same form sent twice is no second change', async () => {
    const partnerId = await givenPartner(books, { key: 'acme', slackUserId: LENA });
    const { id } = await givenReward(books, { partnerId });
    await expect(link(id, ANA, OMAR)).rejects.toMatchObject({ code: 'contact_linked', facts: { partner: 'acme' } });
    await link(id, ANA, LENA);
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: LENA }]);
    expect(
      await books.db.reads.event.count({ where: { workspaceId: books.workspaceId, kind: 'contact_linked' } }),
    ).toBe(0);
  });

  test('is not for a contact of that partner to say, whatever else they may do', async () => {
    const { partnerId, contactId } = await givenContact('bo@acme.example');
    await noteFound(books.deps, books.workspaceId, contactId, BO);
    const { id } = await givenReward(books, { partnerId });
    const to = { contactId, slackUserId: BO };
    const untold = { workspaceId: books.workspaceId, key: `partner:${id}:1`, rewardId: id, partnerId, to };
    expect(await noteUntold(books.deps, { ...untold, why: 'refused' })).toBe(true);
    await expect(link(id, BO, OMAR)).rejects.toMatchObject({ code: 'own_reward', facts: { because: 'contact' } });
    await link(id, CY, OMAR);
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: OMAR, unreachable: null }]);
  });
});

describe('what Slack answered slowly', () => {
  test('does not undo what somebody has said of the contact meanwhile', async () => {
    const { partnerId, contactId } = await givenContact('lena@acme.example');
    const { id } = await givenReward(books, { partnerId });
    const untold = { workspaceId: books.workspaceId, key: `partner:${id}:1`, rewardId: id, partnerId };
    await link(id, ANA, OMAR);

    await noteFound(books.deps, books.workspaceId, contactId, LENA);
    const byMail = { contactId, email: 'lena@acme.example' };
    expect(await noteUntold(books.deps, { ...untold, to: byMail, why: 'no_slack_user' })).toBe(false);
    const before = { contactId, slackUserId: 'U0BEFORE' };
    expect(await noteUntold(books.deps, { ...untold, to: before, why: 'deactivated' })).toBe(false);
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: OMAR, unreachable: null }]);
    expect(await messages()).toEqual([]);
  });

  test('nor that there was nobody to ask, once there is', async () => {
    const partnerId = await givenPartner(books, { key: 'lonely' });
    const { id } = await givenReward(books, { partnerId });
    const untold = { workspaceId: books.workspaceId, key: `partner:${id}:1`, rewardId: id, partnerId };
    const nobody = { ...untold, to: undefined, why: 'no_contact' } as const;
    expect(await noteUntold(books.deps, nobody)).toBe(true);
    expect(await messages()).toMatchObject([{ state: 'failed', problem: 'no_contact' }]);
    await link(id, ANA, LENA);
    expect(await messages()).toEqual([]);
    expect(await noteUntold(books.deps, nobody)).toBe(false);
    expect(await messages()).toEqual([]);
  });

  test('is kept where nothing has changed', async () => {
    const { partnerId, contactId } = await givenContact('lena@acme.example');
    const { id } = await givenReward(books, { partnerId });
    const untold = { workspaceId: books.workspaceId, key: `partner:${id}:1`, rewardId: id, partnerId };
    const to = { contactId, email: 'lena@acme.example' };
    expect(await noteUntold(books.deps, { ...untold, to, why: 'no_slack_user' })).toBe(true);
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: null, unreachable: 'no_slack_user' }]);
    await noteFound(books.deps, books.workspaceId, contactId, LENA);
    expect(await contactsOf(partnerId)).toMatchObject([{ slackUserId: LENA, unreachable: null }]);
  });
});
