import type { HomeView, ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { modal, mrkdwn } from './blocks.js';
import { speakTo } from './speak.js';

/** A sentence, in mrkdwn, over the form that it is about, which stays as it was underneath. */
export function buildProblem(sentence: string, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('problem.title'),
    close: say('common.back'),
    blocks: [{ type: 'section', text: mrkdwn(sentence) }],
  });
}

/** The same where a Home would be. */
export function buildHomeProblem(sentence: string): HomeView {
  return { type: 'home', blocks: [{ type: 'section', text: mrkdwn(sentence) }] };
}
