import type { ModalView } from '@slack/types';
import { plain } from './blocks.js';

/** A sentence over the form that it is about, which stays as it was underneath. */
export function buildProblem(sentence: string): ModalView {
  return {
    type: 'modal',
    title: plain('That did not work'),
    close: plain('Back'),
    blocks: [{ type: 'section', text: plain(sentence) }],
  };
}
