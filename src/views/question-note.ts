import type { Button } from '@slack/types';
import type { AnswerDelivery, ShownQuestion } from '../domain/question.js';
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
import { nameInLine, oneLine, shorten } from './text.js';

/** What a partner's contact asked, in the thread of the reward's card: a button until it is answered, then the answer. */
export function buildQuestionNote(question: ShownQuestion): MessageContent {
  const asks = askLine(question);
  const { answer } = question;
  if (!answer) {
    // Named so that Slack tells them: nobody else need be looking.
    const whose: Line = [label('The reward was created by '), person(question.rewardCreatedBy)];
    return {
      text: sayLines([asks, said(question.text), whose]),
      blocks: [
        richText(section(asks), quote(question.text), section(whose)),
        { type: 'actions', elements: [answerButton(question)] },
      ],
    };
  }
  const answered: Line = [words('Answered by '), person(answer.by), words(', '), instant(answer.at)];
  const trouble = deliveryLines(answer.delivery, question.askedBy);
  return {
    text: sayLines([asks, said(question.text), answered, said(answer.text), ...trouble]),
    blocks: [
      richText(
        section(asks),
        quote(question.text),
        section(answered),
        quote(answer.text),
        ...trouble.map((line) => section(line)),
      ),
      ...(MAY_SEND_AGAIN.has(answer.delivery)
        ? [{ type: 'actions' as const, elements: [sendAgainButton(question)] }]
        : []),
    ],
  };
}

function askLine({ askedBy, partnerName, rewardNumber: number }: ShownQuestion): Line {
  return [person(askedBy), words(` of ${nameInLine(partnerName, 200)} asks about ${rewardNumber(number)}:`)];
}

function said(text: string): Line {
  return [words(`“${shorten(oneLine(text), 500)}”`)];
}

/** Several questions may stand in one thread: each button says to which it belongs. */
function answerButton({ id, rewardNumber: number, text }: ShownQuestion): Button {
  return {
    type: 'button',
    action_id: ACTION.answer,
    text: plain('Answer…'),
    value: id,
    accessibility_label: shorten(`Answer about ${rewardNumber(number)}: ${oneLine(text)}`, 75),
  };
}

/** A person decides that: whoever asked may have it twice then. */
const MAY_SEND_AGAIN: ReadonlySet<AnswerDelivery> = new Set<AnswerDelivery>(['unknown', 'unreachable']);

function sendAgainButton({ id, rewardNumber: number, text }: ShownQuestion): Button {
  return {
    type: 'button',
    action_id: ACTION.sendAnswerAgain,
    text: plain('Send the answer again'),
    value: id,
    accessibility_label: shorten(`Send again about ${rewardNumber(number)}: ${oneLine(text)}`, 75),
  };
}

const DELIVERY_WORDS: Readonly<Record<AnswerDelivery, string | undefined>> = {
  waiting: undefined,
  told: undefined,
  unknown: ' may not have got it: Slack did not say whether the message arrived',
  left: ' was not told: no longer a contact of the partner above',
  unreachable: ' was not told: Slack does not let the bot write to them',
};

function deliveryLines(delivery: AnswerDelivery, askedBy: string): Line[] {
  const what = DELIVERY_WORDS[delivery];
  return what ? [[words('⚠ '), person(askedBy), words(what)]] : [];
}
