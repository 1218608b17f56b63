import { describe, expect, test } from '@jest/globals';
import { buildCreatorNote } from '../../src/views/creator-note.js';
import { buildHistory } from '../../src/views/history.js';
import { buildPartnerNotice } from '../../src/views/partner-notice.js';
import { buildRewardCard } from '../../src/views/reward-card.js';
import { buildRewardForm, draftOf, readRewardForm } from '../../src/views/reward-form.js';
import { buildStatement } from '../../src/views/statement.js';
import { expectAccepted, expectHarmless } from './expectations.js';
import { chosen, fill, typed } from './forms.js';
import { ANA, at, card, event, partner, view } from './samples.js';
import { transcribe } from './transcript.js';

const evidence = 'https://example.slack.com/archives/C1/p1700000000123456';
const rules = { currencies: ['USD'], rewardCap: 100_000n };
const created = event('created', 'New', { actor: ANA, at: at('14T14:02'), facts: { evidence } });

describe('the message that a reward is for', () => {
  test('is led to by the card and its history', () => {
    const shown = buildRewardCard({ ...card, evidence, history: [created] });
    expectAccepted(shown);
    expectHarmless(shown);
    expect(transcribe(shown)).toContain(`[From a message ↗](${evidence})`);
    expect(shown.text).toContain(`<${evidence}|From a message ↗>`);
    expect(transcribe(buildHistory({ ...card, history: [created] }))).toContain(`[from a message ↗](${evidence})`);
  });

  test('is shown in the form, remembered by it, and read with it', () => {
    const form = buildRewardForm({ rules, partner, evidence });
    expectAccepted(form);
    expectHarmless(form);
    expect(transcribe(form)).toContain(`[From a message ↗](${evidence})`);
    const filled = fill(form, { description: typed('Webinar'), amount: typed('250'), partner: chosen(partner.id) });
    expect(draftOf(filled).evidence).toBe(evidence);
    expect(readRewardForm(filled, rules)).toMatchObject({ ok: true, value: { evidence } });
  });
});

describe('for a reader in Germany', () => {
  const reader = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
  const spaced = (shown: object) => transcribe(shown).replace(/[^\S\n]/g, ' ');

  test('everything that is to one person writes amounts and days so, in its text as well', () => {
    const notice = buildPartnerNotice({ rewardId: card.id, view, programme: 'Northwind' }, reader);
    expect(notice.text).toContain('A reward of 1.250,50 $');
    expect(spaced(notice)).toContain('Expected around 13. Dezember');
    expect(spaced(notice)).toContain('Ask about this reward: R-1042, 1.250,50 $');
    const statement = buildStatement(
      {
        invoice: 'INV-2026-0007',
        month: '2026-11',
        paidOn: '2026-12-12',
        total: { minor: 999_999n, currency: 'USD' },
        rewards: 1204,
        lines: [view],
        carriedOut: { rewards: 1, total: { minor: 100_000n, currency: 'USD' } },
        programme: 'Northwind',
        partner: 'Globex',
      },
      reader,
    );
    for (const line of [
      'You were paid 9.999,99 $',
      '12. Dezember 2026',
      '1.204 rewards',
      'and 1.203 more',
      '1.000,00 $',
    ])
      expect(spaced(statement)).toContain(line);
    expect(spaced(statement)).toContain('for Globex');
    expect(statement.text).not.toMatch(/\$\d/);
    expect(spaced(buildCreatorNote({ card, reader }))).toContain('1.250,50 $');
  });
});
