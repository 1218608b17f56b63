import type { HomeView, ModalView } from '@slack/types';
import { mrkdwn, plain } from './blocks.js';

/** The title of every view that has bad news. */
export const PROBLEM = 'That did not work';

/** A sentence, in mrkdwn, over the form that it is about, which stays as it was underneath. */
export function buildProblem(sentence: string): ModalView {
  return {
    type: 'modal',
    title: plain(PROBLEM),
    close: plain('Back'),
    blocks: [{ type: 'section', text: mrkdwn(sentence) }],
  };
}

/** The same where a Home would be. */
export function buildHomeProblem(sentence: string): HomeView {
  return { type: 'home', blocks: [{ type: 'section', text: mrkdwn(sentence) }] };
}
