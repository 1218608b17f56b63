import { Refusal } from '../../src/domain/errors.js';
import { refusalSentence } from '../../src/views/refusals.js';

/** `done`, or the code of the refusal. */
export async function answerOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('it was not refused');
  return error;
}

/** What somebody who was refused reads. */
export async function wordsOf(work: Promise<unknown>): Promise<string> {
  return refusalSentence(await refusalOf(work));
}
