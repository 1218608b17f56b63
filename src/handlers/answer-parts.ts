import type { Reader } from '../domain/reader.js';
import { readMine, readOpenInvoices, readQueue } from '../services/read-parts.js';
import type { MessageContent } from '../views/blocks.js';
import { buildInvoiceAnswer, buildMineAnswer, buildQueueAnswer } from '../views/home/answers.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs } from './explain.js';
import { readerNow } from './reader-now.js';

// What Home shows, in short, where somebody is writing.

export async function answerQueue(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  const queue = await readQueue(deps, deps.workspaceId, args.body.user_id);
  await answer(args, buildQueueAnswer(queue, await readerOf(deps, args)));
}

export async function answerMine(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  const mine = await readMine(deps, deps.workspaceId, args.body.user_id);
  await answer(args, buildMineAnswer(mine, await readerOf(deps, args)));
}

export async function answerInvoice(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  const invoices = await readOpenInvoices(deps, deps.workspaceId, args.body.user_id);
  await answer(args, buildInvoiceAnswer(invoices, await readerOf(deps, args)));
}

function readerOf(deps: HandlerDeps, { client, body }: CommandArgs): Promise<Reader | undefined> {
  return readerNow(deps, client, body.user_id);
}

async function answer({ respond }: CommandArgs, content: MessageContent): Promise<void> {
  await respond({ response_type: 'ephemeral', ...content });
}
