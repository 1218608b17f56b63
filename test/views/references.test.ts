import { describe, expect, test } from '@jest/globals';
import { MENU } from '../../src/views/ids.js';
import {
  readInvoiceButton,
  readMenuValue,
  readRewardButton,
  writeButtonValue,
  writeMenuValue,
} from '../../src/views/references.js';
import { card, sheet } from './samples.js';

describe('what buttons carry', () => {
  test('is the id and the revision they were drawn from', () => {
    expect(readRewardButton(writeButtonValue(card.id, 7))).toEqual({ rewardId: card.id, revision: 7 });
    expect(readInvoiceButton(writeButtonValue(sheet.id, 7))).toEqual({ invoiceId: sheet.id, revision: 7 });
  });

  test.each(MENU)('is also the item, in a menu: %s', (item) => {
    const value = writeMenuValue(item, card.id, 2147483647);
    expect(readMenuValue(value)).toEqual({ item, rewardId: card.id, revision: 2147483647 });
    expect(value.length).toBeLessThanOrEqual(75);
  });

  test.each([undefined, '', card.id, `${card.id}:0`, `${card.id}:x`, 'R-1042:1', `approve:${card.id}:1`])(
    'is nothing else: %s',
    (value) => {
      expect(() => readRewardButton(value)).toThrow();
      expect(() => readMenuValue(value)).toThrow();
    },
  );
});
