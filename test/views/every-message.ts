import type { PartnerView } from '../../src/domain/partner-view.js';
import { DECLINE_REASONS } from '../../src/domain/reasons.js';
import { UNREACHABLE } from '../../src/domain/shown.js';
import { buildChannelTrouble } from '../../src/views/admin-note.js';
import { buildAnswerNote } from '../../src/views/answer-note.js';
import { buildCarriedNotice } from '../../src/views/carried-notice.js';
import { buildChangesDone, buildChangesNote } from '../../src/views/changes-note.js';
import {
  buildBulkNotice,
  buildCreatorPaymentNotice,
  buildDecisionNotice,
} from '../../src/views/creator-decision-notice.js';
import { buildCreatorNote } from '../../src/views/creator-note.js';
import { buildLateNotice } from '../../src/views/late-notice.js';
import { buildPartnerNotice } from '../../src/views/partner-notice.js';
import { sayNoPartner } from '../../src/views/prefill-note.js';
import { buildProblem } from '../../src/views/problem.js';
import { amountSentence, bugSentence, refusalPlain, refusalSentence, slackSentence } from '../../src/views/refusals.js';
import { buildStatement } from '../../src/views/statement.js';
import { buildUsage } from '../../src/views/usage.js';
import { bulk, creatorPayment, decisionOn, noticeRows } from './creator-notice-samples.js';
import { changes, events } from './event-samples.js';
import type { EveryView } from './every-form.js';
import { LINK, usd } from './home-samples.js';
import { askSheet, carried, late, notice, statement } from './partner-samples.js';
import { everyRefusal, problems } from './refusal-samples.js';
import { at, BO, card, cards, event, view } from './samples.js';

const asked = { card, askedBy: BO, question: '1,250?', revision: 2 };
const clawback = { amount: usd(-5000n), corrects: 'R-1042' };
const ofEveryStatus = (['New', 'Approved', 'Declined', 'Paid'] as const).map(
  (status): PartnerView => ({ ...view, status, paidOn: status === 'Paid' ? '2026-12-12' : undefined }),
);
const told: readonly PartnerView[] = [
  ...ofEveryStatus,
  ...ofEveryStatus.map((of) => ({ ...of, ...clawback })),
  ...ofEveryStatus.map((of) => ({ ...of, amount: usd(-5000n) })),
  ...ofEveryStatus.flatMap((of) => [
    { ...of, corrected: {} },
    { ...of, corrected: { was: usd(30000n) } },
  ]),
  { ...view, amount: usd(-5000n), corrected: {} },
  { ...view, onlyIfApproved: true },
  { ...view, status: 'Declined', mistaken: true },
  { ...view, isLate: true },
  { ...view, ...clawback, isLate: true },
  { ...view, carried: { to: '2026-12' } },
  { ...view, carried: { to: '2026-12', minimum: usd(2_500n) } },
  ...[...DECLINE_REASONS, 'withdrawn_by_creator', 'withdrawn_by_admin'].map(
    (reasonCode): PartnerView => ({ ...view, status: 'Declined', declined: { reasonCode, words: '4711' } }),
  ),
];

/** What comes to one person in a message, or to somebody who was refused. */
export const everyMessage: EveryView = {
  buildPartnerNotice: (reader) => [
    ...told.map((of) => buildPartnerNotice({ ...askSheet, view: of }, reader)),
    buildPartnerNotice({ ...askSheet, partner: 'Globex' }, reader),
  ],
  buildStatement: (reader) => [
    buildStatement(statement, reader),
    ...(['balance', 'below_minimum', undefined] as const).map((because) => {
      const moved = { rewards: 2, total: usd(2_000n), because, minimum: because && usd(2_500n) };
      return buildStatement(
        { ...statement, rewards: 90, carriedIn: moved, carriedOut: moved, partner: 'Globex' },
        reader,
      );
    }),
  ],
  buildLateNotice: (reader) => [buildLateNotice({ ...late, programme: askSheet.programme }, reader)],
  buildCarriedNotice: (reader) =>
    [carried, { ...carried, minimum: undefined }].map((of) =>
      buildCarriedNotice({ ...of, programme: askSheet.programme }, reader),
    ),
  buildAnswerNote: (reader) =>
    [notice, { ...notice, sheet: undefined, partner: 'Globex' }].map((of) => buildAnswerNote(of, reader)),
  buildCreatorNote: (reader) => [
    buildCreatorNote({ card: { ...card, corrects: { number: 1, amount: usd(9n) } }, link: LINK, reader }),
    ...['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action', 'not_yet', '4711'].map((trouble) =>
      buildCreatorNote({ card, trouble, reader }),
    ),
    ...UNREACHABLE.map((why) => buildCreatorNote({ card: { ...card, told: { state: 'not_told', why } }, reader })),
  ],
  buildDecisionNotice: (reader) => [
    ...Object.values(cards).map((of) => buildDecisionNotice(decisionOn(of), reader)),
    ...events.map((of) => buildDecisionNotice({ card, event: of, link: LINK }, reader)),
  ],
  buildBulkNotice: (reader) => [
    buildBulkNotice(bulk, reader),
    buildBulkNotice({ ...bulk, approved: [], approvedOnce: noticeRows(50) }, reader),
  ],
  buildCreatorPaymentNotice: (reader) => [
    buildCreatorPaymentNotice(creatorPayment, reader),
    buildCreatorPaymentNotice({ ...creatorPayment, rewards: 90, reference: undefined }, reader),
  ],
  buildChangesNote: (reader) => [
    buildChangesNote({ ...asked, link: LINK, reader }),
    buildChangesNote({ ...asked, since: at('15T10:00'), reader }),
  ],
  buildChangesDone: (reader) =>
    [event('edited', 'New', { facts: { changes } }), event('edited', 'New'), event('declined', 'Declined')].map(
      (next) => buildChangesDone({ ...asked, next, reader }),
    ),
  buildChannelTrouble: (reader) =>
    ['not_in_channel', 'is_archived', 'restricted_action'].flatMap((problem) =>
      (['review', 'finance'] as const).map((reviewOrFinance) =>
        buildChannelTrouble({ channel: 'C0REVIEW', problem, reviewOrFinance }, reader),
      ),
    ),
  buildUsage: (reader) => [buildUsage(undefined, reader), buildUsage('4711', reader)],
  sayNoPartner: (reader) => [sayNoPartner('4711', reader)],
  refusals: (reader) =>
    [
      ...everyRefusal.flatMap((refusal) => [refusalSentence(refusal, reader), refusalPlain(refusal, reader)]),
      ...problems.map((problem) => amountSentence(problem, reader)),
      ...(['too_late', 'too_busy', 'no_answer'] as const).map((failure) => slackSentence(failure, reader)),
      bugSentence('7F3A', reader),
    ].map((sentence) => buildProblem(sentence, reader)),
};
