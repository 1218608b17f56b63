import type { ModalView } from '@slack/types';
import type { Reader } from '../../src/domain/reader.js';
import type { SettingName } from '../../src/domain/settings.js';
import { settings } from '../../src/domain/settings.js';
import { buildAloneForm, readAloneForm } from '../../src/views/alone-form.js';
import { buildAnswerForm, readAnswerForm } from '../../src/views/answer-form.js';
import { buildAskForm, readAskForm } from '../../src/views/ask-form.js';
import { buildChangeForm, readChangeForm } from '../../src/views/change-form.js';
import { buildChangesForm, readChangesForm } from '../../src/views/changes-form.js';
import { buildClawbackForm, readClawbackForm } from '../../src/views/clawback-form.js';
import { buildDeclineForm, readDeclineForm } from '../../src/views/decline-form.js';
import { buildHoldForm, readHoldForm } from '../../src/views/hold-form.js';
import { buildFilterForm, readFilterForm } from '../../src/views/home/filter-form.js';
import { readSeveralForm } from '../../src/views/home/several-form.js';
import { buildInvoicePaidForm, readInvoicePaidForm } from '../../src/views/invoice-paid-form.js';
import { buildInvoiceReasonForm, readInvoiceReasonForm } from '../../src/views/invoice-reason-form.js';
import { buildLateProblem } from '../../src/views/late-answer.js';
import { buildLinkForm, readLinkForm } from '../../src/views/link-form.js';
import { buildPaidForm, readPaidForm } from '../../src/views/paid-form.js';
import { buildPullRewardForm, readPullRewardForm } from '../../src/views/pull-reward-form.js';
import type { FieldState, FilledForm, Reading } from '../../src/views/reading.js';
import { buildRemoveLineForm, readRemoveLineForm } from '../../src/views/remove-line-form.js';
import { buildRewardForm, readRewardForm } from '../../src/views/reward-form.js';
import { buildSettingsForm, readSettingsForm } from '../../src/views/settings-form.js';
import { TOPICS } from '../../src/views/settings-topics.js';
import { channelErrorText } from '../../src/views/setup-words.js';
import type { EveryView } from './every-form.js';
import { chosen, fill, peopleInput, typed } from './forms.js';
import { askSheet, question } from './partner-samples.js';
import { BO, card, cards, reach, sheet } from './samples.js';
import { shownAs } from './settings-samples.js';

const today = '2026-11-14';
const rules = { currencies: ['USD'], rewardCap: 100_000n };
const tooLong = typed('x'.repeat(4001));
const tomorrow: FieldState = { selected_date: '2026-11-15' };
const yesterday: FieldState = { selected_date: '2026-11-13' };

type Read = (form: FilledForm, reader?: Reader) => Reading<unknown>;
const several = { private_metadata: '', state: { values: { several_0: { several_0: { selected_options: [] } } } } };
/** Forms as they are handed in and cannot be taken. */
const wrong: readonly [form: FilledForm, read: Read][] = [
  [fill(buildAloneForm({ card, decision: 'approve', actor: BO })), readAloneForm],
  ...bothWrong(buildAnswerForm(question), 'answer', readAnswerForm),
  ...bothWrong(buildAskForm(askSheet), 'question', readAskForm),
  [fill(buildChangeForm({ reach, card: cards.Approved })), readChangeForm],
  ...bothWrong(buildChangesForm({ card }), 'reason', readChangesForm),
  [
    fill(buildClawbackForm({ card: cards.Paid, left: card.amount })),
    (form, reader) => readClawbackForm(form, 'USD', reader),
  ],
  [fill(buildDeclineForm({ reach, card, alone: true })), readDeclineForm],
  [fill(buildDeclineForm({ reach, card, alone: true }), { reason: chosen('other') }), readDeclineForm],
  [
    fill(buildHoldForm({ card, actor: BO, alone: true }), { owner: { selected_user: null }, review_by: yesterday }),
    (form, reader) => readHoldForm(form, today, reader),
  ],
  [
    fill(buildFilterForm({ filter: {}, rules }), { at_least: typed('12,50') }),
    (form, reader) => readFilterForm(form, rules, reader),
  ],
  [several, readSeveralForm],
  ...[{ selected_date: null }, tomorrow].map((paid_on): [FilledForm, Read] => [
    fill(buildInvoicePaidForm({ sheet, recipients: [], today }), { paid_on }),
    (form, reader) => readInvoicePaidForm(form, today, reader),
  ]),
  [fill(buildInvoiceReasonForm(sheet, 'pause')), readInvoiceReasonForm],
  [fill(buildLinkForm({ card })), readLinkForm],
  [fill(buildPaidForm({ reach, card, today, alone: true })), (form, reader) => readPaidForm(form, today, reader)],
  [fill(buildPullRewardForm(sheet)), readPullRewardForm],
  [fill(buildRemoveLineForm(sheet)), readRemoveLineForm],
  [fill(buildRewardForm({ rules }), { note: tooLong }), (form, reader) => readRewardForm(form, rules, { reader })],
  limitedWhoMayAll(),
  ...TOPICS.map((topic): [FilledForm, Read] => {
    const bad = shownAs(
      Object.fromEntries((Object.keys(settings) as SettingName[]).map((name) => [name, name === 'name' ? '' : 'x'])),
      [],
    );
    return [
      fill(buildSettingsForm(topic, bad, { groupNames: new Map() })),
      (form, reader) => readSettingsForm(form, bad, reader),
    ];
  }),
];

/** Somebody who may reward all partners, limited to those of a group. */
function limitedWhoMayAll(): [FilledForm, Read] {
  const shown = shownAs({ 'manager-users': 'U0ANA' }, ['Gold']);
  const form = buildSettingsForm('managers', shown, { groupNames: new Map(), scope: 'Gold' });
  const filled = fill(form, { [peopleInput(form).block_id ?? '']: { selected_users: ['U0ANA'] } });
  return [filled, (it, reader) => readSettingsForm(it, shown, reader)];
}

function bothWrong(form: ModalView, field: string, read: Read): [FilledForm, Read][] {
  return [
    [fill(form), read],
    [fill(form, { [field]: tooLong }), read],
  ];
}

/** What stands under the fields of a form that cannot be taken. */
export const everyError: EveryView = {
  errors: (reader) => [
    ...wrong.map(([form, read]) => {
      const reading = read(form, reader);
      return buildLateProblem(reading.ok ? [] : Object.values(reading.errors), reader);
    }),
    ...(
      ['not_chosen', 'hidden', 'not_member', 'archived', 'shared', 'no_answer', { refused: 'missing_scope' }] as const
    ).map((problem) => buildLateProblem([channelErrorText(problem, reader)], reader)),
  ],
};
