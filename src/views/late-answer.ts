import type { ModalView } from '@slack/types';
import { modal, plain } from './blocks.js';
import { PROBLEM } from './problem.js';

// What lies over a form whose work takes longer than Slack waits for an answer.

export function buildStillWorking(externalId: string): ModalView {
  const view = sayIn(
    'Still working…',
    'What you sent is being carried out, which takes longer than usual. This view will say when it is done.',
  );
  return { ...view, external_id: externalId };
}

/** Closing it closes the form as well, whose work is done. */
export function buildDone(): ModalView {
  return { ...sayIn('Done', 'What you sent has been carried out.'), clear_on_close: true };
}

/** What would have stood under the form's fields. */
export function buildLateProblem(sentences: readonly string[]): ModalView {
  return sayIn(PROBLEM, sentences.join('\n'), 'Back');
}

/** The form asks something itself now. */
export function buildLookBelow(): ModalView {
  return sayIn('Not done yet', 'The form has something to ask you first. Go back to it.', 'Back');
}

function sayIn(title: string, sentence: string, close?: string): ModalView {
  return modal({ title, ...(close && { close }), blocks: [{ type: 'section', text: plain(sentence) }] });
}
