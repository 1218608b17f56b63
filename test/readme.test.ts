import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const scripts = Object.keys(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).scripts);

test('every proof and every file that README names is there', () => {
  const named = [...readme.matchAll(/`((?:test|src|docs)\/[^`*\s]+)`|\]\(([^)#:]+)\)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});

test('every command that README gives exists', () => {
  const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});
