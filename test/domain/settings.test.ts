import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSettingName, SETTING_NAMES, type SettingName, settings } from '../../src/domain/settings.js';

const read = (name: SettingName, text: string): unknown => {
  const reading = settings[name].safeParse(text);
  return reading.success ? reading.data : 'refused';
};

describe('a setting', () => {
  test.each<[SettingName, string, unknown]>([
    ['name', ' Acme Partners ', 'Acme Partners'],
    ['name', 'x'.repeat(75), 'x'.repeat(75)],
    ['currencies', 'USD', ['USD']],
    ['currencies', ' USD , EUR,JPY ', ['USD', 'EUR', 'JPY']],
    ['time-zone', 'Europe/Berlin', 'Europe/Berlin'],
    ['time-zone', 'UTC', 'UTC'],
    ['time-zone', 'Etc/GMT+5', 'Etc/GMT+5'],
    ['review-channel', 'C0123456789', 'C0123456789'],
    ['finance-channel', 'G0123456789', 'G0123456789'],
    ['admin-users', 'U0123456789,S0123456789', ['U0123456789', 'S0123456789']],
    ['admin-users', 'W0123456789', ['W0123456789']],
    ['manager-users', '', []],
    ['approver-users', ' , ', []],
    ['finance-users', 'U0123456789', ['U0123456789']],
    ['reward-cap', '100000', 100_000n],
    ['reward-cap', '999999999999', 999_999_999_999n],
    ['review-days', '0', 0],
    ['review-days', '7', 7],
    ['review-days', '60', 60],
    ['payment-days', '120', 120],
    ['duplicate-days', '365', 365],
    ['digest-days', '20', 20],
    ['minimum-payout', '25', 25n],
    ['invoice-bound', '1000000', 1_000_000n],
    ['address', 'Street 1\\nTown', 'Street 1\nTown'],
    ['unreviewed', 'approved_only', 'approved_only'],
    ['unreviewed', 'new_and_approved', 'new_and_approved'],
    ['four-eyes', 'on', true],
    ['four-eyes', 'off', false],
  ])('%s reads %j', (name, text, value) => {
    expect(read(name, text)).toEqual(value);
  });

  test.each<[SettingName, string]>([
    ['name', '   '],
    ['name', 'x'.repeat(76)],
    ['currencies', ''],
    ['currencies', 'usd'],
    ['currencies', 'XYZ'],
    ['currencies', 'MGA'],
    ['currencies', 'USD,USD'],
    ['currencies', 'USD EUR'],
    ['time-zone', ''],
    ['time-zone', 'Berlin'],
    ['time-zone', '+02:00'],
    ['time-zone', 'UTC+2'],
    ['review-channel', ''],
    ['review-channel', '#rewards'],
    ['review-channel', 'D0123456789'],
    ['review-channel', 'C0123456789\n'],
    ['finance-channel', 'U0123456789'],
    ['admin-users', ''],
    ['admin-users', '@ana'],
    ['manager-users', 'U0123456789,bo'],
    ['approver-users', 'C0123456789'],
    ['finance-users', 'U0123456789 U0123456780'],
    ['reward-cap', '0'],
    ['reward-cap', '-1'],
    ['reward-cap', '1e5'],
    ['reward-cap', '100,000'],
    ['reward-cap', '1000000000000'],
    ['reward-cap', 'abc'],
    ['review-days', '61'],
    ['review-days', '-1'],
    ['review-days', '7.5'],
    ['review-days', ''],
    ['payment-days', '121'],
    ['duplicate-days', '366'],
    ['digest-days', '21'],
    ['minimum-payout', '-1'],
    ['invoice-bound', '0'],
    ['address', 'x'.repeat(501)],
    ['unreviewed', 'new'],
    ['four-eyes', 'true'],
    ['four-eyes', 'ON'],
  ])('%s refuses %j', (name, text) => {
    expect(read(name, text)).toBe('refused');
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTING_NAMES), fc.string({ unit: 'binary' }), (name, text) => {
        expect(() => read(name, text)).not.toThrow();
      }),
    );
  });

  test('is known by its name, and by nothing that every object has', () => {
    expect(SETTING_NAMES.every(isSettingName)).toBe(true);
    for (const name of ['', 'Name', 'constructor', '__proto__', 'toString']) expect(isSettingName(name)).toBe(false);
  });
});
