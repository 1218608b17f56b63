import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { statusOf } from '../support/process.js';
import { untilQuiet } from '../support/rewards.js';
import { createSecondBot } from '../support/second-bot.js';
import { DANA, startTeam, type Team, type TeamOptions } from '../support/team.js';

let team: Team | undefined;
afterEach(() => team?.stop());

async function start(options: TeamOptions): Promise<Team> {
  team = await startTeam(options);
  return team;
}

test('however often /readyz is asked, Slack is asked for its token once in ten seconds', async () => {
  const { slack, url } = await start({});
  const asked = () => slack.traffic.filter(({ what }) => what === 'auth.test').length;
  const before = asked();
  const ready = () => statusOf(`${url}/readyz`);
  expect(new Set(await Promise.all(Array.from({ length: 30 }, ready)))).toEqual(new Set([200]));
  for (let i = 0; i < 20; i++) expect(await ready()).toBe(200);
  expect(asked() - before).toBe(1);
});

test('/readyz says when the token is revoked, and when it is good again, soon after', async () => {
  const { slack, url } = await start({ rhythm: { tokenCheckMs: 50 } });
  const ready = () => statusOf(`${url}/readyz`);
  expect(await ready()).toBe(200);
  slack.weather.set({ method: 'auth.test', kind: 'error', error: 'token_revoked' });
  await eventually(async () => (await ready()) === 503);
  slack.weather.clear();
  await eventually(async () => (await ready()) === 200);
});

test('in Socket Mode the port of health is for this machine alone, unless HOST says otherwise', async () => {
  const local = await start({ transport: 'socket' });
  const { config } = local;
  // Of a server on 127.0.0.1 this other address of the loopback hears nothing.
  const elsewhere = (port: number) => statusOf(`http://127.0.0.2:${port}/healthz`);
  expect(await statusOf(`http://127.0.0.1:${config.port}/healthz`)).toBe(200);
  expect(await elsewhere(config.port)).toBe(0);
  await untilQuiet(local);
  await local.stop();
  const open = await start({ transport: 'socket', env: { HOST: '0.0.0.0' } });
  expect(await elsewhere(open.config.port)).toBe(200);
  await untilQuiet(open);
});

test('in a rolling restart behind a probe of half a second no click fails, while /readyz says 503 in time', async () => {
  const { slack, url, bot } = await start({ env: { DRAIN_SECONDS: '2' } });
  const next = await createSecondBot(team as Team);
  const proxy = await startProxy([url, next.url]);
  slack.deliverTo(`${proxy.url}/slack/events`);
  let isOver = false;
  const statuses: string[] = [];
  const click = async () => {
    while (!isOver) statuses.push((await slack.as(DANA).types('/reward', 'help')).status);
  };
  const clicks = [click(), click(), click()];
  await next.start();
  await eventually(() => proxy.ready().length === 2);
  const stopped = bot.stop();
  expect(await statusOf(`${url}/readyz`)).toBe(503);
  expect(await statusOf(`${url}/healthz`)).toBe(200);
  await stopped;
  expect(await statusOf(`${url}/healthz`)).toBe(0);
  await wait(600);
  isOver = true;
  await Promise.all(clicks);
  expect(proxy.ready()).toEqual([next.url]);
  expect(statuses.length).toBeGreaterThan(50);
  expect(statuses.filter((status) => status !== 'acked')).toEqual([]);
  await proxy.stop();
  await next.stop();
});

/** A load balancer: asks each bot every half second whether it is ready, and passes requests to the first that was. */
async function startProxy(bots: readonly string[]) {
  let ready: readonly string[] = bots.slice(0, 1);
  const probe = setInterval(async () => {
    const statuses = await Promise.all(bots.map((url) => statusOf(`${url}/readyz`)));
    ready = bots.filter((_url, i) => statuses[i] === 200);
  }, 500);
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`${ready[0]}${request.url}`, {
      method: 'POST',
      body: Buffer.concat(chunks),
      headers: headers as Record<string, string>,
    }).catch(() => undefined);
    response.writeHead(answer?.status ?? 502, { 'content-type': answer?.headers.get('content-type') ?? 'text/plain' });
    response.end(await answer?.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: () => ready,
    stop: async () => {
      clearInterval(probe);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
