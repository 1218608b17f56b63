import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import { Refusal } from '../../src/domain/errors.js';
import type { SlackPerson } from '../../src/domain/setup.js';
import { claimAdmin } from '../../src/services/claim-admin.js';
import { changeSetting, changeSettings, readSettings } from '../../src/services/settings.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { FIRST_START, installTestWorkspace } from '../support/installed-workspace.js';

const clock = { now: () => new Date('2026-11-14T13:02:00Z') };
const person: SlackPerson = {
  isAdmin: true,
  isDeactivated: false,
  isGuest: false,
  isExternal: false,
  isBot: false,
};
let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const unclaimed = (id: string) =>
  installTestWorkspace({ db, clock }, id, { ...FIRST_START, grants: { ...FIRST_START.grants, admin: [] } });
const adminsOf = async (workspaceId: string) =>
  (await db.reads.roleGrant.findMany({ where: { workspaceId, role: 'admin' } })).map((grant) => grant.principalId);

test('of several who press at once one becomes the admin, and the others are told who, when', async () => {
  const workspaceId = await unclaimed('T0RACE');
  const people = ['U0A', 'U0B', 'U0C', 'U0D'];
  const ends = await Promise.allSettled(
    people.map((userId) => claimAdmin({ db, clock }, { workspaceId, userId, person })),
  );
  const winners = people.filter((_, index) => ends[index]?.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  expect(await adminsOf(workspaceId)).toEqual(winners);
  const last = { kind: 'admin_claimed', actor: winners[0], at: clock.now() };
  for (const end of ends)
    if (end.status === 'rejected') expect(end.reason).toEqual(new Refusal('admin_claimed', { last } as never));
  expect(await db.reads.event.count({ where: { workspaceId, kind: 'admin_claimed' } })).toBe(1);
});

test('the same person again changes nothing, and who was named by the environment is not displaced', async () => {
  const workspaceId = await unclaimed('T0TWICE');
  for (const _ of [1, 2]) await claimAdmin({ db, clock }, { workspaceId, userId: 'U0A', person });
  expect(await db.reads.event.count({ where: { workspaceId, kind: 'admin_claimed' } })).toBe(1);
  const named = await installTestWorkspace({ db, clock }, 'T0NAMED');
  await expect(claimAdmin({ db, clock }, { workspaceId: named, userId: 'U0A', person })).rejects.toMatchObject({
    code: 'admin_claimed',
    facts: { last: { kind: 'installed', actor: 'bot' } },
  });
  expect(await adminsOf(named)).toEqual(['U0ADMIN']);
});

test.each<[string, Partial<SlackPerson>]>([
  ['is no admin there', { isAdmin: false }],
  ['is deactivated', { isDeactivated: true }],
  ['is a guest', { isGuest: true }],
  ['is of another company', { isExternal: true }],
  ['is a bot', { isBot: true }],
])('whoever %s does not become the admin', async (_, what) => {
  const workspaceId = await unclaimed(`T0NOT${Object.keys(what)[0]?.toUpperCase()}`);
  const claim = claimAdmin({ db, clock }, { workspaceId, userId: 'U0A', person: { ...person, ...what } });
  await expect(claim).rejects.toEqual(new Refusal('not_workspace_admin', {}));
  expect(await adminsOf(workspaceId)).toEqual([]);
});

test('two admins who remove each other at once: one stays', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0DUEL');
  await changeSetting({ db, clock }, { workspaceId, name: 'admin-users', value: 'U0A,U0B', actor: 'U0ADMIN' });
  const removals = await Promise.allSettled([
    changeSetting({ db, clock }, { workspaceId, name: 'admin-users', value: 'U0A', actor: 'U0A' }),
    changeSetting({ db, clock }, { workspaceId, name: 'admin-users', value: 'U0B', actor: 'U0B' }),
  ]);
  expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = removals.find((removal) => removal.status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'not_allowed' } });
  expect(await adminsOf(workspaceId)).toHaveLength(1);
});

test('of several settings one cannot be: none is written', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0NONE');
  const before = await readSettings(db.reads, workspaceId);
  const settings = [
    { name: 'review-days', value: '10' },
    { name: 'reward-cap', value: 'much' },
  ];
  await expect(changeSettings({ db, clock }, { workspaceId, actor: 'U0ADMIN', settings })).rejects.toMatchObject({
    code: 'setting_invalid',
    facts: { name: 'reward-cap' },
  });
  expect(await readSettings(db.reads, workspaceId)).toEqual(before);
  expect(await db.reads.event.count({ where: { workspaceId, kind: 'setting_changed' } })).toBe(0);
});

test('a gap that is there already does not keep anybody from changing the rest', async () => {
  const grants = { admin: ['U0ONLY'], manager: [], approver: [], finance: [] };
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0ALONE', { ...FIRST_START, grants });
  const change = (name: string, value: string) =>
    changeSetting({ db, clock }, { workspaceId, name, value, actor: 'U0ONLY' });
  await expect(change('review-days', '3')).resolves.toMatchObject({ to: '3' });
  await change('manager-users', 'U0ANA');
  // From here on somebody may approve what another created, and that is kept.
  await expect(change('manager-users', '')).rejects.toMatchObject({ facts: { to: 'approve_others' } });
  await change('four-eyes', 'off');
  await expect(change('manager-users', '')).resolves.toMatchObject({ to: '' });
  await expect(change('four-eyes', 'on')).rejects.toMatchObject({ facts: { to: 'approve_others' } });
});
