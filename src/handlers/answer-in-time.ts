import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { View } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { readCallFailure } from '../slack/errors.js';
import { within } from '../slack/within.js';
import { buildDone, buildLateProblem, buildLookBelow, buildStillWorking } from '../views/late-answer.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';
import { readerNow } from './reader-now.js';

type Answer = Parameters<SubmitArgs['ack']>[0];

/** The part of the answer's deadline that is kept for reading the person's locale. */
const READER_MS = 800;
/** After how long a view that could not be redrawn is tried again. */
const RETRIES_MS = [1_000, 4_000, 15_000];

/**
 * For forms: whatever takes longer than Slack waits is answered with a view over the form that says so, and that view
 * becomes what the answer would have been; what was typed stays underneath. A form is answered once, whatever follows.
 */
export function answerInTime(deps: HandlerDeps, handle: Handler<SubmitArgs>): Handler<SubmitArgs> {
  return async (args) => {
    const { answerAfterMs } = deps.deadlines;
    const late = createLateView(deps, args);
    let isAnswered = false;
    let stillWorking: Promise<void> | undefined;
    const timers = [
      setTimeout(late.askReader, answerAfterMs - READER_MS),
      setTimeout(() => {
        stillWorking = late.open();
      }, answerAfterMs),
    ];
    const stopTimers = () => timers.forEach(clearTimeout);
    const ack = async (answer?: Answer) => {
      if (isAnswered) return;
      isAnswered = true;
      stopTimers();
      if (!stillWorking) return args.ack(answer);
      await stillWorking;
      await late.say(answer);
    };
    try {
      await handle({ ...args, ack });
    } finally {
      stopTimers();
    }
  };
}

/** The view that stands over a form while it is worked on. Slack lets three lie on each other: over a third is no room. */
function createLateView(deps: HandlerDeps, { ack, body, client, view: form }: SubmitArgs) {
  const { logger } = deps;
  const externalId = randomUUID();
  const isThird = form.previous_view_id !== null && form.previous_view_id !== form.root_view_id;
  const show = (place: { view_id: string } | { external_id: string }, view: View) =>
    untilShown(() => client.views.update({ ...place, view }), logger);
  let reader: Promise<Reader | undefined> | undefined;
  return {
    askReader(): void {
      reader = within(READER_MS, readerNow(deps, client, body.user.id));
    },
    async open(): Promise<void> {
      const view = buildStillWorking(externalId, await reader);
      await ack({ response_action: isThird ? 'update' : 'push', view }).catch((error: unknown) => {
        logger.warn({ err: error }, 'a form could not be answered');
      });
      // What is said next would be hidden by the answer if it came first.
      await sleep(deps.deadlines.shownAfterMs);
    },
    async say(answer: Answer): Promise<void> {
      const question = readQuestion(answer);
      if (question) await show({ view_id: form.id }, question);
      if (!question || !isThird)
        await show({ external_id: externalId }, { ...lateViewOf(answer, await reader), external_id: externalId });
    },
  };
}

/** A form that asks again, in its own place. One that has nothing to submit is no question: it says what was done. */
function readQuestion(answer: Answer): View | undefined {
  if (answer?.response_action !== 'update') return undefined;
  return 'submit' in answer.view && answer.view.submit ? answer.view : undefined;
}

/** Closed, it takes the form with it, whose work is done. */
function closesForm(view: View): View {
  return view.type === 'modal' ? { ...view, clear_on_close: true } : view;
}

/** What an answer comes to in a view over its form. */
function lateViewOf(answer: Answer, reader: Reader | undefined): View {
  switch (answer?.response_action) {
    case 'errors':
      return buildLateProblem(Object.values(answer.errors), reader);
    case 'push':
      return answer.view;
    case 'update':
      return readQuestion(answer) ? buildLookBelow(reader) : closesForm(answer.view);
    default:
      return buildDone(reader);
  }
}

/** The work is done by now, so nothing is thrown: a Slack that will not show it is asked again, and then it is logged. */
async function untilShown(show: () => Promise<unknown>, logger: HandlerDeps['logger']): Promise<void> {
  for (const pause of [...RETRIES_MS, undefined]) {
    try {
      await show();
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
