import type { AnswerNotice } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { askButton } from './ask-button.js';
import {
  context,
  header,
  label,
  type MessageContent,
  plain,
  quote,
  richText,
  sayLines,
  section,
  words,
} from './blocks.js';
import { formatMoney } from './formats.js';
import { footerOf } from './partner-notice.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** The answer to whoever asked: from the programme, whoever of its people gave it. */
export function buildAnswerNote(notice: AnswerNotice, reader?: Reader): MessageContent {
  const { reward, question, answer, sheet } = notice;
  const { say } = speakTo(reader);
  const programme = oneLine(notice.programme);
  const title = say('told_answer.title', { reward });
  const about = sheet ? formatMoney(sheet.view.amount, reader) : say('told_answer.not_yours');
  const footer = footerOf([reward, about], notice, reader);
  return {
    text: sayLines([
      [words(title)],
      [words(say('told_answer.you_asked_words', { question: shorten(oneLine(question), 500) }))],
      [words(say('told_answer.programme_answers_words', { programme, answer: shorten(oneLine(answer), 1000) }))],
      [words(footer)],
    ]),
    blocks: [
      header(title),
      richText(
        section([label(say('told_answer.you_asked'))]),
        quote(question),
        section([label(say('told_answer.programme_answers', { programme }))]),
        quote(answer),
      ),
      context(plain(footer)),
      ...(sheet ? [{ type: 'actions' as const, elements: [askButton(sheet, reader)] }] : []),
    ],
  };
}
