import { Refusal, type RefusalCode } from '../../src/domain/errors.js';
import type { Person, Relation } from './permission-matrix.js';

export interface Trying {
  readonly by: string;
  readonly person: Person;
  readonly relation: Relation;
  readonly workspaceId: string;
}
/** Each way to try it: what asks before a form opens, and what writes. All give the same answer. */
export type Tries = (trying: Trying) => readonly (() => Promise<unknown>)[];

/** What somebody is told who may not; anything else is a mistake of the test. */
const NO: readonly RefusalCode[] = [
  'not_allowed',
  'own_reward',
  'not_yours_to_withdraw',
  'not_yours_to_edit',
  'partner_group_not_yours',
  'reward_not_found',
  'partner_unknown',
  'admin_claimed',
];

/** A press on something that has changed since: passes for whoever is told who changed it. */
export async function learnsOfChange(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal && 'last' in error.facts) return true;
    throw error;
  }
  throw new Error('a stale revision was let pass');
}

/** Whether it was let pass: done, or answered with what is there to be seen. */
async function passes(work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await work()) !== false;
  } catch (error) {
    if (error instanceof Refusal && NO.includes(error.code)) return false;
    throw error;
  }
}

export async function tryAll(tries: Tries, trying: Trying): Promise<boolean> {
  const answers: boolean[] = [];
  for (const attempt of tries(trying)) answers.push(await passes(attempt));
  const [first = false] = answers;
  if (answers.some((answer) => answer !== first))
    throw new Error(`${trying.person}, ${trying.relation}: asked first, then done: ${answers.join()}`);
  return first;
}
