import { randomBytes } from 'node:crypto';
import type {
  AllMiddlewareArgs,
  BlockAction,
  GlobalShortcut,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { Refusal } from '../domain/errors.js';
import type { Reader } from '../domain/reader.js';
import { isTriggerSpent, readCallFailure, refusalCode } from '../slack/errors.js';
import { within } from '../slack/within.js';
import { buildHomeProblem, buildProblem } from '../views/problem.js';
import { bugSentence, refusalPlain, refusalSentence, type SlackFailure, slackSentence } from '../views/refusals.js';
import type { HandlerDeps } from './deps.js';
import { readerNow } from './reader-now.js';
import { refreshHome } from './show-home.js';
import { showModal } from './show-modal.js';

export type CommandArgs = SlackCommandMiddlewareArgs & AllMiddlewareArgs;
export type ActionArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;
export type GlobalShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;
export type MessageShortcutArgs = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs;
export type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;
export type OptionsArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

export type Handler<Args> = (args: Args) => Promise<void>;

interface Words {
  readonly reader: Reader | undefined;
  readonly mrkdwn: string;
  readonly plain: string;
}

const READER_MS = 800;

// Nothing a person does is answered by silence: each wrapper catches whatever was thrown and says it where they look.

/** For slash commands: an ephemeral answer. */
export function explainCommand(deps: HandlerDeps, handle: Handler<CommandArgs>): Handler<CommandArgs> {
  return async (args) => {
    try {
      await handle(args);
    } catch (error) {
      const { mrkdwn } = await wordsFor(error, deps, { client: args.client, userId: args.body.user_id });
      await args.respond({ response_type: 'ephemeral', text: mrkdwn });
    }
  };
}

/** For buttons and menus: beside the message they are in, or in a modal over the form or Home. */
export function explainAction(
  deps: HandlerDeps,
  handle: Handler<ActionArgs>,
  /** Home's own buttons answer by drawing it: where that fails, it is said. */
  redraw: typeof refreshHome = refreshHome,
): Handler<ActionArgs> {
  return async (args) => {
    try {
      await args.ack();
      await handle(args);
      await redraw(deps, args.client, args.body.user.id);
    } catch (error) {
      const words = await wordsFor(error, deps, { client: args.client, userId: args.body.user.id });
      try {
        if (args.body.view) await showProblem(args, words);
        else await args.respond({ response_type: 'ephemeral', replace_original: false, text: words.mrkdwn });
      } finally {
        // What was pressed in a Home may be of yesterday.
        if (args.body.view?.type === 'home') await refreshHome(deps, args.client, args.body.user.id);
      }
    }
  };
}

/**
 * For forms: an error under the first field, so that nothing typed is lost. Whoever came too late is told who was first,
 * which a field's plain text cannot say, in a modal over the form.
 */
export function explainSubmit(deps: HandlerDeps, handle: Handler<SubmitArgs>): Handler<SubmitArgs> {
  return async (args) => {
    try {
      await handle(args);
      await refreshHome(deps, args.client, args.body.user.id);
    } catch (error) {
      const { mrkdwn, plain, reader } = await wordsFor(error, deps, { client: args.client, userId: args.body.user.id });
      if (error instanceof Refusal && 'last' in error.facts) {
        await args.ack({ response_action: 'push', view: buildProblem(mrkdwn, reader) });
        return refreshHome(deps, args.client, args.body.user.id);
      }
      const field = args.view.blocks.find((block) => block.type === 'input')?.block_id;
      if (field) await args.ack({ response_action: 'errors', errors: { [field]: plain } });
      else await args.ack({ response_action: 'update', view: buildProblem(mrkdwn, reader) });
    }
  };
}

/** For global shortcuts, which come from no place in Slack. */
export function explainGlobalShortcut(
  deps: HandlerDeps,
  handle: Handler<GlobalShortcutArgs>,
): Handler<GlobalShortcutArgs> {
  return async (args) => {
    try {
      await args.ack();
      await handle(args);
    } catch (error) {
      await showProblem(args, await wordsFor(error, deps, { client: args.client, userId: args.body.user.id }));
    }
  };
}

/** For message shortcuts: an ephemeral answer beside the message. */
export function explainMessageShortcut(
  deps: HandlerDeps,
  handle: Handler<MessageShortcutArgs>,
): Handler<MessageShortcutArgs> {
  return async (args) => {
    try {
      await args.ack();
      await handle(args);
    } catch (error) {
      const { mrkdwn } = await wordsFor(error, deps, { client: args.client, userId: args.body.user.id });
      await args.respond({ response_type: 'ephemeral', replace_original: false, text: mrkdwn });
    }
  };
}

/** For the Home tab: the reason stands where the content would. */
export function explainHome(deps: HandlerDeps, handle: Handler<HomeArgs>): Handler<HomeArgs> {
  return async (args) => {
    try {
      await handle(args);
    } catch (error) {
      const userId = args.event.user;
      const { mrkdwn } = await wordsFor(error, deps, { client: args.client, userId });
      await args.client.views.publish({ user_id: userId, view: buildHomeProblem(mrkdwn) });
    }
  };
}

/** For type-ahead: nothing found is all that can be shown, so the reason goes to the log. */
export function explainOptions(deps: HandlerDeps, handle: Handler<OptionsArgs>): Handler<OptionsArgs> {
  return async (args) => {
    try {
      await handle(args);
    } catch (error) {
      await wordsFor(error, deps, { client: args.client, userId: args.body.user.id });
      await args.ack({ options: [] });
    }
  };
}

/**
 * For what is pressed where no message is: in a modal, and where Slack opens none any more, in a direct message. That is
 * an answer, tried once like the others, and owed by nobody (docs/adr/0005).
 */
async function showProblem(args: ActionArgs | GlobalShortcutArgs, { mrkdwn, reader }: Words): Promise<void> {
  try {
    await showModal(args, buildProblem(mrkdwn, reader));
  } catch (error) {
    if (!isTriggerSpent(refusalCode(error))) throw error;
    await args.client.chat.postMessage({ channel: args.body.user.id, text: mrkdwn });
  }
}

async function wordsFor(
  error: unknown,
  deps: HandlerDeps,
  { client, ...who }: { readonly client: WebClient; readonly userId: string },
): Promise<Words> {
  const inWords = noteFailure(error, deps, who);
  // Nothing that fails here, or takes its time, may keep the answer away.
  const reader = await within(READER_MS, readerNow(deps, client, who.userId));
  return { reader, ...inWords(reader) };
}

/**
 * A refusal has its sentence, and so has a Slack that is late, busy or away. Anything else is a bug: logged under a
 * reference that the person sees and can quote.
 */
function noteFailure(
  error: unknown,
  { logger }: HandlerDeps,
  who: { readonly userId: string },
): (reader: Reader | undefined) => Omit<Words, 'reader'> {
  const alike = (sentence: string) => ({ mrkdwn: sentence, plain: sentence });
  if (error instanceof Refusal) {
    logger.info({ ...who, code: error.code }, 'refused');
    return (reader) => ({ mrkdwn: refusalSentence(error, reader), plain: refusalPlain(error, reader) });
  }
  const late = latenessOf(error);
  if (late) {
    logger.warn({ ...who, err: error }, 'Slack did not do its part');
    return (reader) => alike(slackSentence(late, reader));
  }
  const reference = randomBytes(3).toString('hex').toUpperCase();
  logger.error({ ...who, reference, err: error }, 'handler failed');
  return (reader) => alike(bugSentence(reference, reader));
}

function latenessOf(error: unknown): SlackFailure | undefined {
  const failure = readCallFailure(error);
  if (failure?.kind === 'rate_limited') return 'too_busy';
  if (failure?.kind === 'unclear' || failure?.kind === 'not_sent') return 'no_answer';
  return isTriggerSpent(refusalCode(error)) ? 'too_late' : undefined;
}
