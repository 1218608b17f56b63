import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.js';
import { WORKSPACE } from './small-bot.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(WORKSPACE);
});
afterAll(() => sandbox.stop());

test('the page is put together when it is opened, and brings all it needs', async () => {
  const page = await fetch(sandbox.url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<script type="module" src="/page.js">');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(page.headers.get('cache-control')).toBe('no-store');

  const script = await fetch(`${sandbox.url}/page.js`);
  expect(script.headers.get('content-type')).toContain('text/javascript');
  const code = await script.text();
  expect(code).toContain('sourceMappingURL=data:');
  expect(code).not.toContain('react-dom.development');
  const style = await fetch(`${sandbox.url}/page.css`);
  expect(style.headers.get('content-type')).toContain('text/css');
  expect((await style.text()).length).toBeGreaterThan(100);
});

test('what is no part of the page is not there', async () => {
  for (const path of ['/page.tsx', '/main.tsx', '/../package.json', '/sandbox'])
    expect((await fetch(sandbox.url + path)).status).toBeGreaterThanOrEqual(400);
});

/** As it is: fetch would mend the path and choose the headers. */
function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<number> {
  const { port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: '127.0.0.1', path, headers, method: body === undefined ? 'GET' : 'POST' },
      (it) => {
        it.resume();
        resolve(it.statusCode ?? 0);
      },
    );
    asked.once('error', reject).end(body);
  });
}

test('an address that is none is not there, and harms nothing', async () => {
  expect(await ask('//')).toBe(404);
  expect(await ask('//', { connection: 'Upgrade', upgrade: 'websocket' })).toBe(401);
  expect(await ask('/')).toBe(200);
});

test('nobody elsewhere can look or speak: other host names, and forms that their pages post', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: `Bearer ${sandbox.botToken}` };
  const said = 'channel=C0GENERAL&text=hello';
  expect(await ask('/', { host: 'evil.example' })).toBe(404);
  expect(await ask('/api/chat.postMessage', { ...form, origin: 'https://evil.example' }, said)).toBe(404);
  expect(await ask('/api/chat.postMessage', { ...form, 'sec-fetch-site': 'cross-site' }, said)).toBe(404);
  expect(sandbox.messagesIn('C0GENERAL')).toEqual([]);
  expect(await ask('/api/chat.postMessage', form, said)).toBe(200);
});
