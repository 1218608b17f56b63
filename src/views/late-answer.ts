import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { modal, plain } from './blocks.js';
import { speakTo } from './speak.js';

// What lies over a form whose work takes longer than Slack waits for an answer.

export function buildStillWorking(externalId: string, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  const view = sayIn({ title: say('late.still_working'), sentence: say('late.takes_longer'), reader });
  return { ...view, external_id: externalId };
}

/** Closing it closes the form as well, whose work is done. */
export function buildDone(reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return { ...sayIn({ title: say('late.done'), sentence: say('late.was_carried_out'), reader }), clear_on_close: true };
}

/** What would have stood under the form's fields. */
export function buildLateProblem(sentences: readonly string[], reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return sayIn({ title: say('problem.title'), sentence: sentences.join('\n'), close: say('common.back'), reader });
}

/** The form asks something itself now. */
export function buildLookBelow(reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return sayIn({ title: say('late.not_done_yet'), sentence: say('late.form_asks'), close: say('common.back'), reader });
}

function sayIn({
  sentence,
  ...parts
}: {
  readonly title: string;
  readonly sentence: string;
  readonly close?: string;
  readonly reader: Reader | undefined;
}): ModalView {
  return modal({ ...parts, blocks: [{ type: 'section', text: plain(sentence) }] });
}
