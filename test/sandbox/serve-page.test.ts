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
