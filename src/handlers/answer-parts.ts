import { readMine, readOpenInvoices, readQueue } from '../services/read-parts.js';
import type { MessageContent } from '../views/blocks.js';
import { buildInvoiceAnswer, buildMineAnswer, buildQueueAnswer } from '../views/home/answers.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs } from './explain.js';
import { readerNow } from './reader-now.js';

// What Home shows, in short, where somebody is writing.

export async function answerQueue(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  const [queue, reader] = await withReader(deps, args, readQueue);
  await answer(args, buildQueueAnswer(queue, reader));
}

export async function answerMine(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  const [mine, reader] = await withReader(deps, args, readMine);
  await answer(args, buildMineAnswer(mine, reader));
}

export async function answerInvoice(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  const [invoices, reader] = await withReader(deps, args, readOpenInvoices);
  await answer(args, buildInvoiceAnswer(invoices, reader));
}

function withReader<Part>(
  deps: HandlerDeps,
  { client, body }: CommandArgs,
  read: (deps: HandlerDeps, workspaceId: string, userId: string) => Promise<Part>,
) {
  return Promise.all([read(deps, deps.workspaceId, body.user_id), readerNow(deps, client, body.user_id)]);
}

async function answer({ respond }: CommandArgs, content: MessageContent): Promise<void> {
  await respond({ response_type: 'ephemeral', ...content });
}
