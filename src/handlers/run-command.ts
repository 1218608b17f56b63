import { readRewardNumber } from '../domain/reward.js';
import { buildUsage } from '../views/usage.js';
import { answerInvoice, answerMine, answerQueue } from './answer-parts.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs, Handler } from './explain.js';
import { draftFrom, openRewardForm } from './open-reward-form.js';
import { openSettingsMenu } from './open-settings.js';
import { readCommandText } from './read-command-text.js';
import { readerNow } from './reader-now.js';
import { showPartner } from './show-partner.js';
import { showReward } from './show-reward.js';

/** What `/reward` does besides rewarding, by its first word; `rest` is what stands behind it. */
export type Subcommand = (deps: HandlerDeps, args: CommandArgs, rest: string) => Promise<void>;

export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  partner: showPartner,
  settings: openSettingsMenu,
  queue: answerQueue,
  mine: answerMine,
  invoice: answerInvoice,
};

/**
 * `/reward`, alone or with words: a reward to be filled in, a subcommand, or the usage. A line with an amount is always a
 * reward, whatever its first word is (SPEC 3).
 */
export function runCommand(deps: HandlerDeps): Handler<CommandArgs> {
  return async (args) => {
    await args.ack();
    const text = readCommandText(args.command.text);
    const draft = text === '' ? {} : await draftFrom(deps, args.body.user_id, text);
    const asking = { client: args.client, userId: args.body.user_id, triggerId: args.body.trigger_id };
    if (draft) return openRewardForm(deps, asking, draft);
    const [word = '', ...rest] = text.split(/\s+/);
    const number = readRewardNumber(word);
    if (number !== undefined) return showReward(deps, args, number);
    const run = Object.hasOwn(SUBCOMMANDS, word.toLowerCase()) ? SUBCOMMANDS[word.toLowerCase()] : undefined;
    if (run) return run(deps, args, rest.join(' '));
    const reader = await readerNow(deps, args.client, args.body.user_id);
    const usage = buildUsage(word.toLowerCase() === 'help' ? undefined : text, reader);
    await args.respond({ response_type: 'ephemeral', ...usage });
  };
}
