import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../src/domain/errors.js';
import { amountSentence, bugSentence, refusalPlain, refusalSentence } from '../../src/views/refusals.js';
import { expectEscaped } from './expectations.js';
import { last, problems, refusals, samples } from './refusal-samples.js';
import { HOSTILE } from './samples.js';

describe('a refusal', () => {
  test.each(refusals.map((refusal) => [refusal.code, refusal] as const))('has a sentence: %s', (_, refusal) => {
    expect(`${refusalSentence(refusal)}\n${refusalPlain(refusal)}`).toMatchSnapshot();
    expectEscaped(refusalSentence(refusal));
  });

  test.each(refusals.map((refusal) => [refusal.code, refusal] as const))(
    'is short, whole and without markup where a form shows it: %s',
    (_, refusal) => {
      const sentence = refusalPlain(refusal);
      expect(sentence.length).toBeLessThanOrEqual(150);
      expect(sentence).toMatch(/^[A-Z“t].*\.$/);
      expect(sentence).not.toMatch(/<|undefined/);
    },
  );

  test('says who decided, what and when', () => {
    const refusal = new Refusal('reward_changed', samples.reward_changed);
    expect(refusalSentence(refusal)).toMatch(
      /^<@U0BO> approved R-1042 on <!date\^\d+\^.*>\. Look at the card again\.$/,
    );
    expect(refusalPlain(refusal)).toBe('R-1042 was approved on 14 Nov 2026, 14:20 UTC. Look at the card again.');
  });

  test.each([
    ['held', '<@U0BO> put R-1042 on hold on'],
    ['withdrawn', '<@U0BO> withdrew R-1042 on'],
    ['approved_first', '<@U0BO> approved R-1042 as the first of two on'],
    ['changes_requested', '<@U0BO> asked for changes to R-1042 on'],
    ['edited', '<@U0BO> sent R-1042 back on'],
    ['marked_paid', '<@U0BO> marked R-1042 as paid on'],
    ['something_new', '<@U0BO> changed R-1042 on'],
  ])('has a verb for what happened last: %s', (kind, sentence) => {
    const refusal = new Refusal('reward_changed', { ...samples.reward_changed, last: { ...last, kind } });
    expect(refusalSentence(refusal)).toContain(sentence);
  });

  test.each([
    ['setting_changed', 'installed', '<@U0BO> set the setting review-channel when the bot first started, on'],
    ['setting_changed', 'admin_claimed', '<@U0BO> set the setting review-channel on'],
    ['admin_claimed', 'installed', '<@U0BO> set the first admin when the bot first started, on'],
    ['admin_claimed', 'setting_changed', '<@U0BO> changed the first admin on'],
    ['run_settled', 'month_closed', '<@U0BO> cut the November 2026 invoice in USD on'],
  ] as const)('has one for settings, the first admin and a month, too: %s, %s', (code, kind, sentence) => {
    const refusal = new Refusal(code, { ...samples[code], last: { ...last, kind } });
    expect(refusalSentence(refusal)).toContain(sentence);
  });

  test('says that a user group could not be checked', () => {
    const refusal = new Refusal('not_allowed', { needs: ['manager', 'admin'], staleGroups: true });
    expect(refusalSentence(refusal)).toContain('could not be checked');
  });

  test('says whose a reward is to withdraw, and that a user group could not be checked', () => {
    const plain = (staleGroups: boolean) => refusalPlain(new Refusal('not_yours_to_withdraw', { staleGroups }));
    expect(plain(false)).toBe('Only its creator or an admin can withdraw it.');
    expect(plain(true)).toContain('could not be checked');
    expect(plain(true).length).toBeLessThanOrEqual(150);
  });

  test('says what nobody would be left for', () => {
    for (const to of ['administer', 'approve', 'approve_others'] as const)
      expect(refusalPlain(new Refusal('nobody_left', { to })).length).toBeLessThanOrEqual(150);
  });

  test('says whose partners somebody may reward, however many and long the groups are', () => {
    const groups = Array.from({ length: 30 }, () => HOSTILE);
    const refusal = new Refusal('partner_group_not_yours', { groups });
    expectEscaped(refusalSentence(refusal));
    expect(refusalPlain(refusal).length).toBeLessThanOrEqual(150);
    expect(refusalPlain(new Refusal('partner_group_not_yours', { groups: [] }))).toContain('may not reward');
  });

  test('says what keeps a partner off an invoice, however long its name and large the sums', () => {
    const stays = { reward: 'R-1000042', partner: HOSTILE.repeat(3), invoice: 'INV-2026-10007' };
    const owed = { minor: 100_000_000n, currency: 'USD' };
    const minimum = { minor: 10_000_000n, currency: 'USD' };
    for (const least of [{}, { minimum }])
      for (const owing of [{}, { owed }]) {
        const refusal = new Refusal('partner_stays_negative', { ...stays, ...least, ...owing });
        expect(refusalPlain(refusal).length).toBeLessThanOrEqual(150);
        expectEscaped(refusalSentence(refusal));
      }
  });

  test('says whose the reward is', () => {
    expect(refusalPlain(new Refusal('own_reward', { because: 'contact' }))).toContain('contact of this partner');
  });

  test("shows a person's text as text", () => {
    expectEscaped(refusalSentence(new Refusal('setting_unknown', { name: HOSTILE, known: [HOSTILE] })));
    expectEscaped(refusalSentence(new Refusal('currency_unused', { currency: HOSTILE, currencies: ['USD'] })));
    expectEscaped(
      refusalSentence(new Refusal('reward_changed', { ...samples.reward_changed, last: { ...last, actor: HOSTILE } })),
    );
  });
});

test.each(problems.map((problem) => [problem.code, problem] as const))(
  'an amount is refused with what to type: %s',
  (_, problem) => {
    expect(amountSentence(problem)).toMatchSnapshot();
    expect(amountSentence(problem).length).toBeLessThanOrEqual(150);
  },
);

test('a bug has a reference', () => {
  expect(bugSentence('7f3a')).toContain('7f3a');
});
