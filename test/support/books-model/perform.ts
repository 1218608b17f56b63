import type { Db } from '../../../src/db/client.js';
import { Refusal } from '../../../src/domain/errors.js';
import { clawBack } from '../../../src/services/claw-back.js';
import { createReward } from '../../../src/services/create-reward.js';
import { decideReward } from '../../../src/services/decide-reward.js';
import { postponeReward } from '../../../src/services/postpone-reward.js';
import { pullReward } from '../../../src/services/pull-reward.js';
import { runClock } from '../../../src/services/run-clock.js';
import { type Books, set } from '../books.js';
import { act } from '../invoice-acts.js';
import { CLEO } from '../team.js';
import type { Press } from './aim.js';
import type { Answer } from './model.js';

/** The books that are kept, and those who keep them. */
export interface Real {
  readonly books: Books;
  /** The ids of the partners, as the model counts them. */
  readonly partners: readonly string[];
  /** Two machines, each with connections of its own. */
  readonly workers: readonly [Db, Db];
}

/** Does it on one of the machines: done, or refused in words. Any other error is thrown. */
export async function perform(real: Real, press: Press, worker: 0 | 1 = 0): Promise<Answer> {
  const db = real.workers[worker];
  const books: Books = { ...real.books, db, deps: { ...real.books.deps, db } };
  try {
    await doIt({ ...real, books }, press);
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function doIt({ books, partners }: Real, press: Press): Promise<unknown> {
  const { workspaceId, deps, db } = books;
  switch (press.kind) {
    case 'create':
      return submit(books, partners[press.partner] ?? '', press);
    case 'decide':
      return decideReward(deps, { ...press, workspaceId, rewardId: await rewardId(books, press.reward) });
    case 'claw back': {
      const { currency, id } = await reward(books, press.corrects);
      const amount = { minor: press.minor, currency };
      const order = { workspaceId, by: press.by, submissionKey: press.key, reason: 'The order was returned' };
      return clawBack(deps, { ...order, rewardId: id, amount });
    }
    case 'act': {
      const { by, revision } = press;
      return act(books, press.act, { db, by, revision, invoiceId: await invoiceId(books, press.invoice) });
    }
    case 'remove':
      return postponeReward(deps, await lineOf(books, press));
    case 'pull':
      return pullReward(deps, { ...(await lineOf(books, press)), rewardRevision: press.rewardRevision });
    case 'run the clock':
      return runClock(deps, { workspaceId, actor: 'bot' });
    case 'try the clock':
      return runClock(deps, { workspaceId, actor: 'bot', dryRun: true });
    case 'set':
      return set(books, press.setting.name, press.setting.value);
  }
}

/** As often as the form asks whether it is a duplicate, it is not. */
async function submit(
  { deps, workspaceId }: Books,
  partnerId: string,
  made: Extract<Press, { kind: 'create' }>,
): Promise<void> {
  const { key: submissionKey, createdBy: by, minor, currency } = made;
  const order = { workspaceId, by, submissionKey, partnerId, description: 'Webinar', amount: { minor, currency } };
  let created = await createReward(deps, order);
  while (created.kind === 'likely_duplicate')
    created = await createReward(deps, { ...order, confirmed: created.confirm });
}

async function lineOf(books: Books, press: Extract<Press, { kind: 'remove' | 'pull' }>) {
  return {
    ...{ workspaceId: books.workspaceId, by: CLEO, revision: press.revision },
    ...{ invoiceId: await invoiceId(books, press.invoice), rewardId: await rewardId(books, press.reward) },
  };
}

function reward({ db, workspaceId }: Books, submissionKey: string) {
  return db.reads.reward.findUniqueOrThrow({ where: { workspaceId_submissionKey: { workspaceId, submissionKey } } });
}

async function rewardId(books: Books, key: string): Promise<string> {
  return (await reward(books, key)).id;
}

async function invoiceId({ db, workspaceId }: Books, key: string): Promise<string> {
  const [currency = '', month = ''] = key.split(' ');
  return (await db.reads.invoice.findFirstOrThrow({ where: { workspaceId, currency, period: { month } } })).id;
}
