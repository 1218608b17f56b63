import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDb, type Db } from '../../src/db/client.js';
import { Refusal } from '../../src/domain/errors.js';
import { SETTING_NAMES } from '../../src/domain/settings.js';
import { createReward } from '../../src/services/create-reward.js';
import { importPartners } from '../../src/services/import-partners.js';
import { noteTrouble } from '../../src/services/message-ledger.js';
import { changeSetting, readSettings } from '../../src/services/settings.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runStatement } from '../support/database-statement.js';
import { installTestWorkspace, rowsOf } from '../support/installed-workspace.js';

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

const change = (workspaceId: string, name: string, value: string) =>
  changeSetting({ db, clock }, { workspaceId, name, value, actor: 'command line' });
const eventsOf = (workspaceId: string) =>
  db.reads.event.findMany({ where: { workspaceId, kind: 'setting_changed' }, orderBy: { id: 'asc' } });

test('every setting is shown as the text that would set it', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0SHOW');
  const shown = await readSettings(db.reads, workspaceId);
  expect(Object.fromEntries(shown.map(({ name, value }) => [name, value]))).toEqual({
    name: 'Team T0SHOW',
    currencies: 'USD,EUR',
    'time-zone': 'Europe/Berlin',
    'review-channel': 'C0REVIEW',
    'finance-channel': 'C0FINANCE',
    'admin-users': 'U0ADMIN',
    'manager-users': 'U0ANA',
    'approver-users': 'S0LEADS,U0BO',
    'finance-users': '',
    'reward-cap': '100000',
    'review-days': '7',
    'payment-days': '5',
    unreviewed: 'new_and_approved',
    'four-eyes': 'on',
    'duplicate-days': '30',
    'second-approval': 'off',
    'reminder-hours': '24',
    escalation: '',
    'digest-days': '3',
    'minimum-payout': '0',
    'invoice-bound': '1000000',
    address: '',
  });
  for (const { name, value } of shown)
    expect(await change(workspaceId, name, value)).toMatchObject({ from: value, to: value });
  expect(await eventsOf(workspaceId)).toEqual([]);
});

test('a change is written with who, from what and to what', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0CHANGE');
  const values: Record<string, string> = {
    name: 'Partners & Friends',
    currencies: 'EUR,JPY',
    'time-zone': 'Asia/Tokyo',
    'review-channel': 'C0OTHER',
    'finance-channel': 'G0OTHER',
    'admin-users': 'U0NEW,S0ADMINS',
    'manager-users': '',
    'approver-users': 'U0BO',
    'finance-users': 'U0FI',
    'reward-cap': '250',
    'review-days': '0',
    'payment-days': '30',
    unreviewed: 'approved_only',
    'four-eyes': 'off',
    'duplicate-days': '7',
    'second-approval': '5000',
    'reminder-hours': '0',
    escalation: 'S0LEADS,U0DANA',
    'digest-days': '0',
    'minimum-payout': '25',
    'invoice-bound': '50000',
    address: 'Hafenstraße 1\\n20457 Hamburg',
  };
  for (const name of SETTING_NAMES) await change(workspaceId, name, values[name] ?? '');
  const now = await readSettings(db.reads, workspaceId);
  expect(now.map(({ name, value }) => [name, value])).toEqual(
    SETTING_NAMES.map((name) => [name, name === 'admin-users' ? 'S0ADMINS,U0NEW' : values[name]]),
  );
  const events = await eventsOf(workspaceId);
  expect(events.map((event) => event.data)).toContainEqual({ setting: 'review-days', from: '7', to: '0' });
  expect(events).toHaveLength(SETTING_NAMES.length);
  expect(new Set(events.map((event) => event.actor))).toEqual(new Set(['command line']));
});

test('a role that changes has the user groups looked at again', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0GROUPS');
  const jobs = () =>
    runStatement<{ revision: number }>(
      database.url,
      `SELECT revision FROM graphile_worker.jobs WHERE task_identifier = 'refresh-user-groups'`,
    );
  const [before] = await jobs();
  await change(workspaceId, 'finance-users', 'S0FINANCE');
  const [after] = await jobs();
  expect(after?.revision).toBe((before?.revision ?? 0) + 1);
});

test('what a setting cannot be is refused with what it can be', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0WRONG');
  await expect(change(workspaceId, 'colour', 'red')).rejects.toEqual(
    new Refusal('setting_unknown', { name: 'colour', known: SETTING_NAMES }),
  );
  await expect(change(workspaceId, 'review-days', '7.5')).rejects.toMatchObject({ code: 'setting_invalid' });
  // Nobody may lock everybody out.
  await expect(change(workspaceId, 'admin-users', '')).rejects.toMatchObject({ code: 'setting_invalid' });
  expect(await eventsOf(workspaceId)).toEqual([]);
});

test('a currency stays while a reward in it may still be paid', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0OWED');
  await importPartners({ db, clock }, { workspaceId, rows: rowsOf('partner_key,name\nacme,Acme') });
  const { id: partnerId } = await db.reads.partner.findFirstOrThrow({ where: { workspaceId } });
  await createReward(
    { db, clock },
    {
      workspaceId,
      by: 'U0ANA',
      submissionKey: 'V1',
      partnerId,
      description: 'for the webinar',
      amount: { minor: 100n, currency: 'EUR' },
    },
  );
  await expect(change(workspaceId, 'currencies', 'USD')).rejects.toEqual(
    new Refusal('currency_in_use', { currency: 'EUR', rewards: 1 }),
  );
  await expect(change(workspaceId, 'currencies', 'EUR')).resolves.toMatchObject({ from: 'USD,EUR', to: 'EUR' });
});

test('two changes at once leave a history without a gap', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0BOTH');
  await Promise.all(['1', '2', '3', '4', '5'].map((days) => change(workspaceId, 'review-days', days)));
  const steps = (await eventsOf(workspaceId)).map((event) => event.data as { from: string; to: string });
  expect(steps.map((step) => step.from)).toEqual(['7', ...steps.slice(0, -1).map((step) => step.to)]);
});

test('the trouble of a channel that is given up, or chosen, is forgotten, and the next one told again', async () => {
  const workspaceId = await installTestWorkspace({ db, clock }, 'T0TROUBLE');
  const breaks = (channel: string) => noteTrouble({ db, clock }, workspaceId, channel, 'is_archived');
  const open = async () => {
    const rows = await db.reads.channelTrouble.findMany({ where: { workspaceId }, orderBy: { channel: 'asc' } });
    return rows.map(({ channel }) => channel);
  };
  await breaks('C0FINANCE');
  await breaks('C0REVIEW');
  await change(workspaceId, 'review-channel', 'C0OTHER');
  expect(await open()).toEqual(['C0FINANCE']);
  // A job that was under way finds the old channel broken once more.
  await breaks('C0REVIEW');
  await change(workspaceId, 'review-channel', 'C0REVIEW');
  expect(await open()).toEqual(['C0FINANCE']);
  await change(workspaceId, 'review-channel', 'C0FINANCE');
  await change(workspaceId, 'finance-channel', 'C0REVIEW');
  expect(await open()).toEqual(['C0FINANCE']);
  await change(workspaceId, 'review-channel', 'C0REVIEW');
  expect(await open()).toEqual([]);
});
