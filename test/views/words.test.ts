import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { en } from '../../src/views/words/en.js';
import { LANGUAGES } from '../../src/views/words/languages.js';
import { findSaid, findWords } from '../support/find-words.js';
import { factsOf } from '../support/second-language.js';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
const views = sources('src/views').filter((path) => !path.includes('/words/'));

test('every sentence lives in the catalogue, and none beside the view that says it', () => {
  expect(views.length).toBeGreaterThan(50);
  expect(views.flatMap(findWords)).toEqual([]);
});

test('every sentence of the catalogue is said somewhere', () => {
  const said = [...views, ...sources('src/cli'), ...sources('src/jobs'), ...sources('src/handlers')].flatMap(findSaid);
  const isSaid = (id: string) => said.some((name) => name.test(id));
  expect(Object.keys(en).filter((id) => !isSaid(id))).toEqual([]);
});

test.each([...LANGUAGES])('what is said in %s asks for the same facts as its English', (_, { sentences }) => {
  const facts = (said: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.keys(en).map((id) => [id, factsOf(said[id] ?? '')]));
  expect(facts(sentences)).toEqual(facts(en));
});

test.each([...LANGUAGES])('nothing said in %s could be read as more than text by Slack', (_, { sentences }) => {
  expect(Object.values(sentences).filter((sentence) => /[<>&\t]/.test(sentence))).toEqual([]);
});

test('a name says where a sentence is at home', () => {
  for (const id of Object.keys(en)) expect(id).toMatch(/^[a-z_]+(\.[a-zA-Z_0-9-]+)+$/);
});
