import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/start-sandbox.js';
import { givenAcme } from '../support/directory.js';
import { givenReviewPolicy } from '../support/review-policy.js';
import {
  booksOf,
  cardOf,
  cardShowing,
  givenCard,
  messagesAbout,
  modalFor,
  threadOf,
  untilQuiet,
  whisperedTo,
} from '../support/rewards.js';
import { BO, CY, DANA, LENA, REVIEW, startTeam, type Team } from '../support/team.js';

let team: Team;
let acme: string;
beforeAll(async () => {
  team = await startTeam({ env: { APPROVER_USERS: `${BO},${CY}` } });
  acme = (await givenAcme(team)).acme;
  await givenReviewPolicy(team, { secondApprovalFrom: 1000n, reminderHours: 0 });
});
afterAll(() => team.stop());

const cardSaying = (number: number, words: string) =>
  eventually(() => {
    const card = cardOf(team, number);
    return card?.visibleText().includes(words) && card;
  });

test('a large reward is approved by two, one after the other, and the partner hears of it once', async () => {
  const { card, number, id } = await givenCard(team, { partnerId: acme, amount: '1000' });
  expect(card.visibleText()).toContain('Needs 2 approvals');
  expect(card.visibleText()).toContain('⚠ At or over the threshold');

  await team.slack.as(BO).press(card, 'Approve');
  const half = await cardSaying(number, '1 of 2 approvals: @bo, ');
  expect(half.visibleText()).toMatch(new RegExp(`^R-${number} · New\n`));
  expect(half.visibleText()).not.toContain('Approved');
  expect(half.buttons()).toEqual(['Approve', 'Decline…', 'Hold…']);
  await eventually(() => threadOf(team, number).includes('Approved by @bo, 1 of 2'));
  await untilQuiet(team);
  const [told, ...more] = messagesAbout(team, LENA, number);
  expect(more).toEqual([]);
  expect(told).toMatch(
    /^A reward of \$1,000\.00\n[\s\S]*Being reviewed\nExpected around .+ if it is approved in time\n/,
  );

  expect(await whisperedTo(team, BO, () => team.slack.as(BO).press(half, 'Approve'))).toBe(
    'You gave the first of its two approvals, so somebody else has to give the second.',
  );
  // Cy presses the card as it was before Bo did: nothing is lost, and nothing is approved unseen.
  expect(await whisperedTo(team, CY, () => team.slack.as(CY).pressStale(card, 'Approve'))).toMatch(
    new RegExp(`^@bo approved R-${number} as the first of two on .*Look at the card again\\.$`),
  );
  // Neither of them can pay it out past the other.
  expect(half.visibleText()).toContain('Unless two people approve it, it stays off the November 2026 invoice');
  for (const person of [BO, CY])
    expect(await whisperedTo(team, person, () => team.slack.as(person).choose(half, 'Mark as paid…'))).toBe(
      'It needs a second approval first.',
    );
  await team.slack.as(CY).press(half, 'Approve');
  const approved = await cardShowing(team, number, 'Approved');
  expect(approved.visibleText()).toMatch(/✓ Approved by @cy, .* · first approved by @bo/);
  expect(approved.visibleText()).not.toMatch(/threshold|of 2/);
  await untilQuiet(team);
  expect(messagesAbout(team, LENA, number)).toHaveLength(2);
  expect(messagesAbout(team, LENA, number).join()).not.toMatch(/@bo|@cy|1 of 2/);
  expect((await booksOf(team, id)).kinds).toEqual(['created', 'approved_first', 'approved']);
});

test('where nobody is left for the second approval, the admin who gave the first gives it with a reason for all to read', async () => {
  await team.db.transaction((tx) => tx.roleGrant.deleteMany({ where: { role: 'approver' } }));
  const { card, number } = await givenCard(team, { partnerId: acme, amount: '5000' });
  await team.slack.as(DANA).press(card, 'Approve');
  const half = await cardSaying(number, '1 of 2 approvals: @dana');
  const form = await modalFor(team, DANA, () => team.slack.as(DANA).press(half, 'Approve'));
  expect(form.visibleText()).toContain('You gave the first of two approvals, and nobody else may give the second.');
  await form.fill({ Reason: 'Bo and Cy have left' });
  expect(await form.submit()).toEqual({ status: 'closed' });
  const approved = await cardShowing(team, number, 'Approved');
  const words = /Approved by @dana.* · alone, since nobody else may give the second approval/;
  expect(approved.visibleText()).toMatch(words);
  await untilQuiet(team);
  const announced = team.slack.messagesIn(REVIEW).filter((message) => words.test(message.visibleText()));
  expect(announced.some((message) => message.visibleText().includes('Bo and Cy have left'))).toBe(true);
  expect(threadOf(team, number).filter((entry) => words.test(entry))).toHaveLength(1);
});

test('their Home offers them the same, and asks for the same reason', async () => {
  const { number } = await givenCard(team, { partnerId: acme, amount: '6000' });
  const home = () => team.slack.as(DANA).home();
  const approve = async () => home()?.press(`Approve R-${number}, Acme Growth GmbH, $6,000.00`);
  await team.slack.as(DANA).opensHome();
  await eventually(() => home()?.visibleText().includes(`R-${number}`));
  await approve();
  await eventually(() => home()?.visibleText().includes('1 of 2 approvals, by @dana'));
  const form = await modalFor(team, DANA, approve);
  expect(form.visibleText()).toContain('You gave the first of two approvals, and nobody else may give the second.');
  await form.fill({ Reason: 'Bo and Cy are still away' });
  expect(await form.submit()).toEqual({ status: 'closed' });
  const approved = await cardShowing(team, number, 'Approved');
  expect(approved.visibleText()).toMatch(
    /alone, since nobody else may give the second approval\nBo and Cy are still away/,
  );
  await eventually(() => !home()?.visibleText().includes(`R-${number}`));
});
