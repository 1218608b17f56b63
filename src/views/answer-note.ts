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
import { oneLine, shorten } from './text.js';

/** The answer to whoever asked: from the programme, whoever of its people gave it. */
export function buildAnswerNote(notice: AnswerNotice, reader?: Reader): MessageContent {
  const { reward, question, answer, sheet } = notice;
  const title = `Answer about ${reward}`;
  const about = sheet ? formatMoney(sheet.view.amount, reader) : 'no longer recorded for you';
  const footer = footerOf([reward, about], notice);
  return {
    text: sayLines([
      [words(title)],
      [words(`You asked: “${shorten(oneLine(question), 500)}”`)],
      [words(`${oneLine(notice.programme)} answers: “${shorten(oneLine(answer), 1000)}”`)],
      [words(footer)],
    ]),
    blocks: [
      header(title),
      richText(
        section([label('You asked')]),
        quote(question),
        section([label(`${oneLine(notice.programme)} answers`)]),
        quote(answer),
      ),
      context(plain(footer)),
      ...(sheet ? [{ type: 'actions' as const, elements: [askButton(sheet, reader)] }] : []),
    ],
  };
}
