import type { ModalView, View } from '@slack/types';
import { modal, plain } from './blocks.js';
import { PROBLEM } from './problem.js';

// What takes the place of a form whose work takes longer than Slack waits for an answer.

export function buildStillWorking(): ModalView {
  return sayIn(
    'Still working…',
    'What you sent is being carried out, which takes longer than usual. This view will say when it is done.',
  );
}

export function buildDone(): ModalView {
  return sayIn('Done', 'What you sent has been carried out.');
}

/** What would have stood under the form's fields. */
export function buildLateProblem(sentences: readonly string[]): ModalView {
  return sayIn(PROBLEM, sentences.join('\n'));
}

/** A view that was to lie over the form: there is none to go back to. */
export function standAlone<Shown extends View>(view: Shown): Shown {
  return { ...view, close: plain('Close') };
}

function sayIn(title: string, sentence: string): ModalView {
  return modal({ title, blocks: [{ type: 'section', text: plain(sentence) }] });
}
