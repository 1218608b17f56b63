import { expect, test } from '@jest/globals';
import { prefillNote } from '../../src/views/prefill-note.js';
import { longest } from './samples.js';

test('says whether no partner or several match what was typed', () => {
  expect(prefillNote('none', 'nobody')).toBe('No partner matches “nobody”.');
  expect(prefillNote('several', 'nordwind')).toBe('Several partners match “nordwind”. Choose one.');
});

test('stands words of any length', () => {
  expect(prefillNote('several', longest(3000)).length).toBeLessThan(300);
});
