import { expect, test } from '@jest/globals';
import { SUBCOMMANDS } from '../src/handlers/run-command.js';
import { ACTION, INVOICE_MENU, MENU, SHORTCUT, VIEW } from '../src/views/ids.js';
import { ACTIONS, EVERY_DOOR, PROGRAMME_ROWS, REWARD_ROWS } from './support/permission-matrix.js';

test('every door from Slack has a row, and every row a door', () => {
  const doors = [
    ...[...Object.values(ACTION), ...Object.values(VIEW), ...Object.values(SHORTCUT)],
    ...MENU.map((item) => `menu:${item}`),
    ...INVOICE_MENU.map((item) => `invoice_menu:${item}`),
    ...Object.keys(SUBCOMMANDS).map((word) => `/${word}`),
    ...['/reward', '/R-1042'],
  ];
  expect([...EVERY_DOOR].sort()).toEqual([...new Set(doors)].sort());
  expect([...REWARD_ROWS, ...PROGRAMME_ROWS].map(({ action }) => action).sort()).toEqual([...ACTIONS].sort());
});
