import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Modal } from '../../sandbox/start-sandbox.js';
import { givenAcme, givenPartner } from '../support/directory.js';
import { booksOf, cardOf, cardShowing, decide, givenCard, modalFor, whisperedTo } from '../support/rewards.js';
import { ANA, BO, CY, startTeam, type Team, TRANSPORTS } from '../support/team.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let team: Team;
  let acme: string;
  beforeAll(async () => {
    team = await startTeam({ transport });
    acme = (await givenAcme(team)).acme;
  });
  afterAll(() => team.stop());

  test('whoever presses on a card that was not yet redrawn is told who decided what and when, and changes nothing', async () => {
    const { id, number, card } = await givenCard(team, { partnerId: acme });
    await team.slack.as(BO).press(card, 'Approve');
    await cardShowing(team, number, 'Approved');
    const cy = team.slack.as(CY);
    for (const button of card.buttons()) {
      expect(await whisperedTo(team, CY, () => cy.pressStale(card, button))).toMatch(
        new RegExp(`^@bo approved R-${number} on \\w+ \\d+, 202\\d, .+\\. Look at the card again\\.$`),
      );
    }
    expect(cy.modal()).toBeUndefined();
    const back = await givenCard(team, { partnerId: acme });
    await decide(team, back.id, 'hold', { reason: 'wait', facts: { owner: BO } });
    await decide(team, back.id, 'release');
    await cardShowing(team, back.number, 'New');
    // New again, but not the card that was looked at: what was decided about the other one does not count for it.
    expect(await whisperedTo(team, CY, () => cy.pressStale(back.card, 'Approve'))).toContain(
      `@bo released R-${back.number}`,
    );
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved']);
    expect((await booksOf(team, back.id)).kinds).toEqual(['created', 'held', 'released']);
  });

  test('whoever sends a form that somebody else was faster than is told who, what and when, and keeps what they typed', async () => {
    const cy = team.slack.as(CY);
    const forms: [control: string, fill: (form: Modal) => Promise<void>][] = [
      ['Decline…', (form) => form.fill({ Reason: 'Not eligible', 'What the partner is told': 'Not in your region' })],
      ['Hold…', (form) => form.fill({ Reason: 'Waiting' })],
      ['Mark as paid…', (form) => form.fill({ 'How it was paid': 'Cash' })],
    ];
    for (const [control, fill] of forms) {
      const { id, number, card } = await givenCard(team, { partnerId: acme });
      const form = await modalFor(team, CY, () =>
        card.buttons().includes(control) ? cy.press(card, control) : cy.choose(card, control),
      );
      await fill(form);
      await team.slack.as(BO).press(card, 'Approve');
      await cardShowing(team, number, 'Approved');
      expect(await form.submit()).toEqual({ status: 'pushed' });
      expect(cy.modal()?.visibleText()).toMatch(
        new RegExp(`@bo approved R-${number} on .+\\. Look at the card again\\.$`),
      );
      await cy.modal()?.close();
      expect(cy.modal()?.id).toBe(form.id);
      if (control === 'Decline…') expect(form.value('What the partner is told')).toBe('Not in your region');
      await form.close(true);
      expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved']);
    }
  });

  test('whoever changes a decision that somebody else changed meanwhile is told so', async () => {
    const { id, number } = await givenCard(team, { partnerId: acme });
    await decide(team, id, 'approve');
    const approved = await cardShowing(team, number, 'Approved');
    const cy = team.slack.as(CY);
    const change = await modalFor(team, CY, () => cy.choose(approved, 'Change decision…'));
    await change.select('What should become of it?', 'Hold it');
    await decide(team, id, 'decline', { facts: { reasonCode: 'not_eligible' } });
    expect(await change.submit()).toEqual({ status: 'pushed' });
    expect(cy.modal()?.visibleText()).toContain(`@bo declined R-${number}`);
    await cy.modal()?.close(true);
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved', 'declined']);
  });
});

test('whoever chooses from the menu of a card that Slack could not redraw is told what became of it', async () => {
  const team = await startTeam({ transport: 'socket' });
  try {
    const lonely = await givenPartner(team, { key: 'lonely' });
    const { id, number, card } = await givenCard(team, { partnerId: lonely });
    team.slack.weather.set({ method: 'chat.update', kind: 'rate_limited', retryAfter: 1 });
    await decide(team, id, 'approve');
    const cy = team.slack.as(CY);
    for (const [who, item] of [
      [CY, 'Mark as paid…'],
      [ANA, 'Withdraw…'],
    ] as const)
      expect(await whisperedTo(team, who, () => team.slack.as(who).choose(card, item))).toContain(
        `@bo approved R-${number}`,
      );
    await decide(team, id, 'mark_paid', { reason: 'Cash', facts: { paidOn: '2026-11-20', reference: 'Cash' } });
    const words = await whisperedTo(team, CY, () => cy.choose(card, 'Mark as paid…'));
    expect(words).toContain(`@bo marked R-${number} as paid`);
    expect(words).toContain('only a clawback can correct it');
    expect(cardOf(team, number)?.visibleText()).toContain(`R-${number} · New`);
    team.slack.weather.clear();
    await cardShowing(team, number, 'Paid');
    expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved', 'marked_paid']);
  } finally {
    await team.stop();
  }
});
