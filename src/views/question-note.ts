import type { ActionsBlock, Button, RichTextElement } from '@slack/types';
import type { AnswerDelivery, ShownQuestion } from '../domain/question.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import {
  instant,
  type Line,
  label,
  type MessageContent,
  person,
  plain,
  quote,
  richText,
  sayLines,
  section,
  words,
} from './blocks.js';
import { ACTION } from './ids.js';
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

/** What a partner's contact asked, in the thread of the reward's card: a button until it is answered, then the answer. */
export function buildQuestionNote(question: ShownQuestion, reader?: Reader): MessageContent {
  const { line } = speakTo(reader);
  const asks = askLine(question, reader);
  const { answer } = question;
  if (!answer) {
    // Named so that Slack tells them: nobody else need be looking.
    const creator = person(question.rewardCreatedBy, reader);
    const whose = line('question.reward_created_by', { who: creator }).map(asLabel);
    return {
      text: sayLines([asks, said(question.text, reader), whose]),
      blocks: [
        richText(section(asks), quote(question.text), section(whose)),
        questionButton(question, 'answer', reader),
      ],
    };
  }
  const answered = line('question.answered_by', { who: person(answer.by, reader), when: instant(answer.at, reader) });
  const trouble = deliveryLines(answer.delivery, question.askedBy, reader);
  return {
    text: sayLines([asks, said(question.text, reader), answered, said(answer.text, reader), ...trouble]),
    blocks: [
      richText(
        section(asks),
        quote(question.text),
        section(answered),
        quote(answer.text),
        ...trouble.map((told) => section(told)),
      ),
      ...(MAY_SEND_AGAIN.has(answer.delivery) ? [questionButton(question, 'send_again', reader)] : []),
    ],
  };
}

/** Who asks about which reward. */
export function askLine({ askedBy, partnerName, rewardNumber: number }: ShownQuestion, reader?: Reader): Line {
  return speakTo(reader).line('question.asks_about', {
    who: person(askedBy, reader),
    partner: nameInLine(partnerName, 200),
    reward: rewardNumber(number),
  });
}

function said(text: string, reader: Reader | undefined): Line {
  return speakTo(reader).line('common.quoted', { text: shorten(oneLine(text), 500) });
}

function asLabel(leaf: RichTextElement): RichTextElement {
  return leaf.type === 'text' ? label(leaf.text) : leaf;
}

/** A person decides that: whoever asked may have it twice then. */
const MAY_SEND_AGAIN: ReadonlySet<AnswerDelivery> = new Set<AnswerDelivery>(['unknown', 'unreachable']);

/** Several questions may stand in one thread: each button says to which it belongs. */
function questionButton(
  { id, rewardNumber: number, text }: ShownQuestion,
  what: 'answer' | 'send_again',
  reader: Reader | undefined,
): ActionsBlock {
  const { say } = speakTo(reader);
  const says = say(`question.${what}_says`, { reward: rewardNumber(number), question: oneLine(text) });
  const button: Button = {
    type: 'button',
    action_id: what === 'answer' ? ACTION.answer : ACTION.sendAnswerAgain,
    text: plain(say(`question.${what}`)),
    value: id,
    accessibility_label: shorten(says, 75),
  };
  return { type: 'actions', elements: [button] };
}

function deliveryLines(delivery: AnswerDelivery, askedBy: string, reader: Reader | undefined): Line[] {
  if (delivery === 'waiting' || delivery === 'told') return [];
  const { line } = speakTo(reader);
  return [[words('⚠ '), ...line(`answer_delivery.${delivery}`, { who: person(askedBy, reader) })]];
}
