import type { ModalView } from '@slack/types';
import { mrkdwn, plain } from './blocks.js';

/** A sentence, in mrkdwn, over the form that it is about, which stays as it was underneath. */
export function buildProblem(sentence: string): ModalView {
  return {
    type: 'modal',
    title: plain('That did not work'),
    close: plain('Back'),
    blocks: [{ type: 'section', text: mrkdwn(sentence) }],
  };
}
