import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createBackgroundClient } from '../../src/slack/clients.js';
import { readTeam } from '../../src/slack/read-team.js';

let server: Server;
let apiUrl: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url !== '/api/auth.test') response.statusCode = 404;
    const knows = request.headers.authorization === 'Bearer xoxb-good';
    const team = { ok: true, team_id: 'T0TEAM', team: 'Acme', url: 'https://acme.slack.com/', user_id: 'U0BOT' };
    response.end(JSON.stringify(knows ? team : { ok: false, error: 'invalid_auth' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('Slack is asked once whose team the token is for', async () => {
  expect(await readTeam(createBackgroundClient('xoxb-good', apiUrl))).toEqual({
    id: 'T0TEAM',
    name: 'Acme',
    url: 'https://acme.slack.com/',
    botUserId: 'U0BOT',
  });
});

test('a token that Slack does not know, and a Slack that is not there, are each a sentence', async () => {
  await expect(readTeam(createBackgroundClient('xoxb-bad', apiUrl))).rejects.toThrow(
    'Slack refused SLACK_BOT_TOKEN: invalid_auth.',
  );
  const nowhere = 'http://127.0.0.1:1/api/';
  await expect(readTeam(createBackgroundClient('xoxb-good', nowhere))).rejects.toThrow('Slack cannot be reached');
});
