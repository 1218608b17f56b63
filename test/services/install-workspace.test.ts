import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import { findGrants } from '../../src/db/roles.js';
import { findProgramme } from '../../src/db/workspaces.js';
import { installWorkspace } from '../../src/services/install-workspace.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { FIRST_START, teamOf } from '../support/installed-workspace.js';

const clock = { now: () => new Date('2026-11-14T13:02:00Z') };
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

test('the first start makes the programme, gives the roles and says so in the history', async () => {
  const workspace = await installWorkspace({ db, clock }, { team: teamOf('T0FIRST'), firstStart: FIRST_START });
  expect(workspace).toMatchObject({ id: 'T0FIRST', name: 'Team T0FIRST', botUserId: 'U0BOT' });
  expect(await findProgramme(db.reads, 'T0FIRST')).toMatchObject({
    name: 'Team T0FIRST',
    currencies: ['USD', 'EUR'],
    timeZone: 'Europe/Berlin',
    reviewChannel: 'C0REVIEW',
    financeChannel: 'C0FINANCE',
    reviewDays: 7,
    fourEyes: true,
  });
  expect((await findGrants(db.reads, 'T0FIRST')).map((grant) => `${grant.role} ${grant.principalId}`).sort()).toEqual([
    'admin U0ADMIN',
    'approver S0LEADS',
    'approver U0BO',
    'manager U0ANA',
  ]);
  const events = await db.reads.event.findMany({ where: { workspaceId: 'T0FIRST' } });
  expect(events).toMatchObject([{ kind: 'installed', actor: 'bot', at: clock.now(), rewardId: null }]);
});

test('later starts keep what the database has, and learn what the team is called now', async () => {
  await installWorkspace({ db, clock }, { team: teamOf('T0LATER'), firstStart: FIRST_START });
  const team = { ...teamOf('T0LATER'), name: 'Renamed', botUserId: 'U0NEWBOT' };
  const nothing = {
    currencies: ['JPY'],
    timeZone: 'UTC',
    grants: { admin: [], manager: [], approver: [], finance: [] },
  };
  const workspace = await installWorkspace({ db, clock }, { team, firstStart: nothing });
  expect(workspace).toMatchObject({ name: 'Renamed', botUserId: 'U0NEWBOT' });
  expect(await findProgramme(db.reads, 'T0LATER')).toMatchObject({ name: 'Team T0LATER', currencies: ['USD', 'EUR'] });
});

test('a first start makes the programme with what there is: channels and the admin are named in Slack', async () => {
  const firstStart = { ...FIRST_START, reviewChannel: undefined, grants: { ...FIRST_START.grants, admin: [] } };
  await installWorkspace({ db, clock }, { team: teamOf('T0BARE'), firstStart });
  expect(await findProgramme(db.reads, 'T0BARE')).toMatchObject({ reviewChannel: null, financeChannel: 'C0FINANCE' });
  expect((await findGrants(db.reads, 'T0BARE')).map(({ role }) => role)).not.toContain('admin');
});

test('managers may be limited to partner groups from the first start on', async () => {
  const firstStart = { ...FIRST_START, grants: { ...FIRST_START.grants, manager: ['U0ANA:Gold+Silver'] } };
  await installWorkspace({ db, clock }, { team: teamOf('T0GROUPED'), firstStart });
  const [manager] = (await findGrants(db.reads, 'T0GROUPED')).filter(({ role }) => role === 'manager');
  expect(manager).toEqual({ role: 'manager', principalId: 'U0ANA', partnerGroups: ['Gold', 'Silver'] });
});

test('two processes that start at once make one programme', async () => {
  const installations = Array.from({ length: 6 }, () =>
    installWorkspace({ db, clock }, { team: teamOf('T0RACE'), firstStart: FIRST_START }),
  );
  await Promise.all(installations);
  expect(await db.reads.programme.count({ where: { workspaceId: 'T0RACE' } })).toBe(1);
  expect(await db.reads.event.count({ where: { workspaceId: 'T0RACE' } })).toBe(1);
});
