import { readMine, readOpenInvoices, readQueue } from '../services/read-parts.js';
import type { MessageContent } from '../views/blocks.js';
import { buildInvoiceAnswer, buildMineAnswer, buildQueueAnswer } from '../views/home/answers.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs } from './explain.js';

// What Home shows, in short, where somebody is writing.

export async function answerQueue(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  await answer(args, buildQueueAnswer(await readQueue(deps, deps.workspaceId, args.body.user_id)));
}

export async function answerMine(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  await answer(args, buildMineAnswer(await readMine(deps, deps.workspaceId, args.body.user_id)));
}

export async function answerInvoice(deps: HandlerDeps, args: CommandArgs): Promise<void> {
  await answer(args, buildInvoiceAnswer(await readOpenInvoices(deps, deps.workspaceId, args.body.user_id)));
}

async function answer({ respond }: CommandArgs, content: MessageContent): Promise<void> {
  await respond({ response_type: 'ephemeral', ...content });
}
