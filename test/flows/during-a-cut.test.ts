import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { beginCut } from '../support/cut-in-progress.js';
import { givenAcme } from '../support/directory.js';
import { booksOf, cardShowing, givenCard, modalFor, untilQuiet, whisperedTo } from '../support/rewards.js';
import { BO, CY, startTeam, type Team } from '../support/team.js';

const BEING_CUT = 'The invoice is being cut. Try again in a minute.';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.stop());

test('while the invoice is being cut, a button and a form say so in time, and what was typed is still there', async () => {
  const { acme } = await givenAcme(team);
  const { id, number, card } = await givenCard(team, { partnerId: acme });
  const form = await modalFor(team, CY, () => team.slack.as(CY).choose(card, 'Mark as paid…'));
  await form.fill({ 'How it was paid': 'Bank transfer 4711' });
  const cut = await beginCut(team, '2026-12-01T00:30:00Z');

  expect(await whisperedTo(team, BO, () => team.slack.as(BO).press(card, 'Approve'))).toBe(BEING_CUT);
  expect(await form.submit()).toMatchObject({ status: 'errors' });
  const shown = team.slack.as(CY).modal();
  expect([shown?.id, shown?.visibleText()]).toEqual([form.id, expect.stringContaining(BEING_CUT)]);
  expect(shown?.visibleText()).toContain('Bank transfer 4711');
  const answered = team.slack.traffic.filter(({ what }) => what === 'view_submission' || what === 'block_actions');
  for (const { ms, status = 200 } of answered) expect([(ms ?? 9_999) < 3_000, status]).toEqual([true, 200]);
  expect([BO, CY].flatMap((who) => team.slack.as(who).notices())).toEqual([]);

  await cut.finish();
  await untilQuiet(team);
  await team.slack.as(BO).press(await cardShowing(team, number, 'New'), 'Approve');
  await cardShowing(team, number, 'Approved');
  expect((await booksOf(team, id)).kinds).toEqual(['created', 'invoiced', 'approved']);
});
