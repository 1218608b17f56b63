import { setTimeout as sleep } from 'node:timers/promises';
import type { View } from '@slack/types';
import { readCallFailure } from '../slack/errors.js';
import { buildDone, buildLateProblem, buildStillWorking, standAlone } from '../views/late-answer.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';

type Answer = Parameters<SubmitArgs['ack']>[0];

/** Slack hears an answer for three seconds; this leaves it some of them to arrive. */
const PATIENCE_MS = 2_300;
/** By then Slack shows the answer: what is said next would be hidden by it if it came first. */
const SHOWN_AFTER_MS = 1_000;
/** After how long a view that could not be redrawn is tried again. */
const RETRIES_MS = [1_000, 4_000, 15_000];

/**
 * For forms: whatever takes longer than Slack waits is answered with a view that says so, and that view becomes what the
 * answer would have been. A form is answered once, whatever follows.
 */
export function answerInTime(deps: HandlerDeps, handle: Handler<SubmitArgs>): Handler<SubmitArgs> {
  return async (args) => {
    let isAnswered = false;
    let stillWorking: Promise<void> | undefined;
    const timer = setTimeout(() => {
      stillWorking = sayStillWorking(deps, args);
    }, PATIENCE_MS);
    const ack = async (answer?: Answer) => {
      if (isAnswered) return;
      isAnswered = true;
      clearTimeout(timer);
      if (!stillWorking) return args.ack(answer);
      await stillWorking;
      await redraw(deps, args, lateViewOf(answer));
    };
    try {
      await handle({ ...args, ack });
    } finally {
      clearTimeout(timer);
    }
  };
}

async function sayStillWorking({ logger }: HandlerDeps, { ack }: SubmitArgs): Promise<void> {
  await ack({ response_action: 'update', view: buildStillWorking() }).catch((error: unknown) => {
    logger.warn({ err: error }, 'a form could not be answered');
  });
  await sleep(SHOWN_AFTER_MS);
}

/** What an answer comes to once the form it is about is gone. */
function lateViewOf(answer: Answer): View {
  switch (answer?.response_action) {
    case 'errors':
      return buildLateProblem(Object.values(answer.errors));
    case 'push':
      return standAlone(answer.view);
    case 'update':
      return answer.view;
    default:
      return buildDone();
  }
}

/** The work is done by now, so nothing is thrown: a Slack that will not show it is asked again, and then it is logged. */
async function redraw({ logger }: HandlerDeps, { client, view }: SubmitArgs, late: View): Promise<void> {
  for (const pause of [...RETRIES_MS, undefined]) {
    try {
      await client.views.update({ view_id: view.id, view: late });
      return;
    } catch (error) {
      // Whoever closed the view reads what came of it where it always is.
      if (hasMovedOn(error)) return;
      if (pause === undefined) return logger.error({ err: error }, 'a late answer could not be shown');
      const failure = readCallFailure(error);
      await sleep(failure?.kind === 'rate_limited' ? Math.min(failure.retryAfterMs, 30_000) : pause);
    }
  }
}
