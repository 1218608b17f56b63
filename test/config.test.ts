import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, hasSlackVariables, readCommandLineConfig, readConfig } from '../src/config.js';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };

describe('the environment', () => {
  test('with a token and a secret is enough, and the rest has defaults', () => {
    expect(readConfig(SLACK)).toEqual({
      databaseUrl: undefined,
      dataDir: './data',
      slack: { botToken: 'xoxb-1', appToken: undefined, signingSecret: 'secret', apiUrl: 'https://slack.com/api/' },
      port: 3000,
      logLevel: 'info',
      firstStart: {
        reviewChannel: undefined,
        financeChannel: undefined,
        currencies: ['USD'],
        timeZone: 'UTC',
        unreviewed: undefined,
        grants: { admin: [], manager: [], approver: [], finance: [] },
      },
    });
  });

  test('says everything that the first start of a workspace begins with', () => {
    const { firstStart } = readConfig({
      ...SLACK,
      REVIEW_CHANNEL: 'C0REVIEW',
      FINANCE_CHANNEL: ' C0FINANCE ',
      ADMIN_USERS: 'U0ADMIN, S0ADMINS',
      CURRENCY: 'EUR,USD',
      TIME_ZONE: 'Europe/Berlin',
      UNREVIEWED: 'approved_only',
      FINANCE_USERS: '',
    });
    expect(firstStart).toEqual({
      reviewChannel: 'C0REVIEW',
      financeChannel: 'C0FINANCE',
      currencies: ['EUR', 'USD'],
      timeZone: 'Europe/Berlin',
      unreviewed: 'approved_only',
      grants: { admin: ['U0ADMIN', 'S0ADMINS'], manager: [], approver: [], finance: [] },
    });
  });

  test('means Socket Mode with an app token, and another Slack with its address', () => {
    const { slack } = readConfig({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:4000/api',
    });
    expect(slack).toMatchObject({ appToken: 'xapp-1', signingSecret: undefined, apiUrl: 'http://127.0.0.1:4000/api/' });
  });

  test('says how long /readyz answers 503 before the port closes', () => {
    expect(readConfig({ ...SLACK, DRAIN_SECONDS: '5' }).drainMs).toBe(5_000);
    expect(readConfig({ ...SLACK, DRAIN_SECONDS: '0' }).drainMs).toBe(0);
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xoxp-1'],
    ['DRAIN_SECONDS', '6'],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['SLACK_SIGNING_SECRET', 'two words'],
    ['SLACK_API_URL', 'slack.com/api'],
    ['SLACK_API_URL', 'ftp://slack.com/api'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['DATABASE_URL', 'mysql://hidden@host/name'],
    ['LOG_LEVEL', 'loud'],
    ['REVIEW_CHANNEL', '#review'],
    ['FINANCE_CHANNEL', 'finance'],
    ['UNREVIEWED', 'yes'],
    ['ADMIN_USERS', 'ana'],
    ['MANAGER_USERS', 'U0ANA;U0BO'],
    ['CURRENCY', 'usd'],
    ['TIME_ZONE', 'Berlin'],
  ])('stops the start in one sentence that names %s where it is %s, and keeps the value to itself', (name, value) => {
    const start = () => readConfig({ ...SLACK, [name]: value });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(new RegExp(`^${name} must be .*\\.$`));
    expect(start).not.toThrow(/hidden/);
  });

  test('with two mistakes is told both', () => {
    expect(() => readConfig({ PORT: 'x' })).toThrow(
      'SLACK_BOT_TOKEN is missing. Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP. ' +
        'PORT must be a whole number from 0 to 65535.',
    );
  });

  test('cannot be changed once it is read', () => {
    const config = readConfig(SLACK);
    expect(() => Object.assign(config.firstStart.grants, { admin: ['U0EVE'] })).toThrow(TypeError);
  });

  test('needs no Slack variable at the command line', () => {
    expect(readCommandLineConfig({ DATABASE_URL: 'postgresql://host/name' })).toMatchObject({
      databaseUrl: 'postgresql://host/name',
      slack: undefined,
    });
    expect(() => readCommandLineConfig({ DATABASE_URL: 'name' })).toThrow(/^DATABASE_URL must be/);
  });

  test('is meant for a real Slack as soon as one of its variables is set', () => {
    expect(hasSlackVariables({ SLACK_BOT_TOKEN: ' ', PORT: '3000' })).toBe(false);
    expect(hasSlackVariables({ SLACK_APP_TOKEN: 'xapp-1' })).toBe(true);
  });
});

test('a .env file adds what is not set, and may be absent', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rewards-env-'));
  writeFileSync(path.join(folder, '.env'), 'FIRST=from the file\nSECOND=from the file\n');
  const config = fileURLToPath(new URL('../src/config.ts', import.meta.url));
  // In a process of its own: what Jest shows a test of the environment is a copy.
  const script = `
    const { loadEnvFile } = await import(${JSON.stringify(config)});
    for (const name of ['absent', '.env']) loadEnvFile(${JSON.stringify(folder)} + '/' + name);
    console.log(process.env.FIRST + ', ' + process.env.SECOND);`;
  try {
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, FIRST: '' },
      encoding: 'utf8',
    });
    expect(said.trim()).toBe(', from the file');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
