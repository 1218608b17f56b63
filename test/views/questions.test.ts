import { describe, expect, test } from '@jest/globals';
import { buildAnswerForm, readAnswerForm } from '../../src/views/answer-form.js';
import { buildAnswerNote } from '../../src/views/answer-note.js';
import { buildAskForm, readAskForm } from '../../src/views/ask-form.js';
import { INPUT } from '../../src/views/ids.js';
import { buildQuestionNote } from '../../src/views/question-note.js';
import { expectShown } from './expectations.js';
import { fill, typed } from './forms.js';
import { answered, notice, question, askSheet as sheet } from './partner-samples.js';
import { at, BO, card, HOSTILE, longest, view } from './samples.js';
import { transcribe } from './transcript.js';

const texts = [
  ['longest', longest],
  ['hostile', () => HOSTILE],
] as const;
const hold = (text: (most: number) => string) => ({
  ...sheet,
  view: { ...view, description: text(1000), amount: { minor: -(10n ** 30n), currency: 'USD' } },
  programme: text(75),
  partner: text(200),
});

describe('the form for a question', () => {
  test('says which reward it is about', () => expectShown(buildAskForm(sheet)));
  test('says for which partner, to a contact of several', () =>
    expect(transcribe(buildAskForm({ ...sheet, partner: 'Globex' }))).toContain('for Globex'));
  test('does not say where the reward stands: it may have been declined silently', () =>
    expect(transcribe(buildAskForm({ ...sheet, view: { ...view, status: 'Declined' } }))).not.toContain('Declined'));
  test.each(texts)('stands the %s text', (_, text) => expectShown(buildAskForm(hold(text))));

  test('reads what was asked, and refuses nothing and too much', () => {
    const asked = (text: string) => readAskForm(fill(buildAskForm(sheet), { [INPUT.question]: typed(text) }));
    expect(asked(' Why? ')).toEqual({ ok: true, value: { rewardId: card.id, text: 'Why?' } });
    expect(asked(' ')).toEqual({ ok: false, errors: { question: 'Write your question.' } });
    expect(asked('x'.repeat(1001))).toMatchObject({ ok: false });
  });
});

describe("the question in the card's thread", () => {
  test('can be answered', () => expectShown(buildQuestionNote(question)));
  test.each(['told', 'waiting', 'unknown', 'left', 'unreachable'] as const)(
    'shows who answered, and how the answer fared: %s',
    (delivery) => expectShown(buildQuestionNote(answered(delivery))),
  );
  test.each(texts)('stands the %s text', (_, text) => {
    const long = { ...question, partnerName: text(200), text: text(1000), rewardCreatedBy: text(20) };
    expectShown(buildQuestionNote(long));
    expectShown(
      buildQuestionNote({ ...long, answer: { by: text(20), at: at('15T10:00'), text: text(1000), delivery: 'left' } }),
    );
  });
});

describe('the form for an answer', () => {
  test('shows the question', () => expectShown(buildAnswerForm(question)));
  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(buildAnswerForm({ ...question, partnerName: text(200), text: text(1000) })),
  );
  test('reads the answer, and refuses nothing and too much', () => {
    const said = (text: string) => readAnswerForm(fill(buildAnswerForm(question), { [INPUT.answer]: typed(text) }));
    expect(said('Soon')).toEqual({ ok: true, value: { questionId: question.id, text: 'Soon' } });
    expect(said('')).toEqual({ ok: false, errors: { answer: 'Write an answer.' } });
    expect(said('x'.repeat(1001))).toMatchObject({ ok: false });
  });
});

describe('the answer to whoever asked', () => {
  test('is the programme’s, and names nobody', () => {
    expectShown(buildAnswerNote(notice));
    expect(transcribe(buildAnswerNote(notice))).not.toContain(BO);
  });
  test.each(texts)('stands the %s text', (_, text) =>
    expectShown(
      buildAnswerNote({
        ...notice,
        ...{ programme: text(75), partner: text(200), sheet: hold(text) },
        ...{ question: text(1000), answer: text(1000) },
      }),
    ),
  );
  test('about a reward that is another partner’s by now shows nothing of it', () => {
    const said = transcribe(buildAnswerNote({ ...notice, sheet: undefined }));
    expect(said).toContain('no longer recorded for you');
    expect(said).not.toContain('1,250.50');
    expectShown(buildAnswerNote({ ...notice, sheet: undefined }));
  });
});
