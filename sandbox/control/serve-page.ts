import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { bundlePage } from './bundle-page.js';

// Nothing comes from elsewhere, and nobody elsewhere learns that somebody looks: not even pictures in blocks.
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const TYPES: Record<string, string> = {
  '/': 'text/html; charset=utf-8',
  '/page.js': 'text/javascript; charset=utf-8',
  '/page.css': 'text/css; charset=utf-8',
};

export function isPagePath(path: string): boolean {
  return Object.hasOwn(TYPES, path);
}

async function contentOf(path: string): Promise<string> {
  if (path === '/page.js') return (await bundlePage()).script;
  if (path === '/page.css') return (await bundlePage()).style;
  // The page is bundled before it is shown, so that a mistake in it is read and not guessed at.
  await bundlePage();
  return readFile(new URL('../page/index.html', import.meta.url), 'utf8');
}

/** Answers with the page or a part of it; if it cannot be bundled, with what is wrong with it. */
export async function servePage(path: string, response: ServerResponse): Promise<void> {
  const headers = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  try {
    const content = await contentOf(path);
    response.writeHead(200, { ...headers, 'content-type': TYPES[path] }).end(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    response.writeHead(500, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
    response.end(`The page could not be put together.\n\n${reason}\n`);
  }
}
