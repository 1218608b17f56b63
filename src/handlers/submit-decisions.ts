import { isRefusal } from '../domain/errors.js';
import type { EventFacts } from '../domain/history.js';
import type { Decision } from '../domain/reward.js';
import { decideReward } from '../services/decide-reward.js';
import { readToday } from '../services/read-rules.js';
import { readAloneForm } from '../views/alone-form.js';
import { readChangeForm } from '../views/change-form.js';
import { readChangesForm } from '../views/changes-form.js';
import { readDeclineForm } from '../views/decline-form.js';
import { readHoldForm } from '../views/hold-form.js';
import { INPUT } from '../views/ids.js';
import { readPaidForm } from '../views/paid-form.js';
import type { Reading } from '../views/reading.js';
import type { RewardRef } from '../views/references.js';
import { refusalPlain } from '../views/refusals.js';
import { readWithdrawForm } from '../views/withdraw-form.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';
import { buildFormFor, hasForm } from './open-decision-form.js';
import { readerNow } from './reader-now.js';

// Each reads its own form, decides, and acks once that is in the database.

export function submitDecline(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const form = readDeclineForm(args.view, await readerNow(deps, args.client, args.body.user.id));
    if (!form.ok) return showErrors(args, form);
    const { ref, reasonCode, words, silently, aloneReason } = form.value;
    const facts = { reasonCode, ...(silently ? { silently } : {}) };
    await decide(deps, args, { ref, decision: 'decline', reason: words, aloneReason, facts });
  };
}

export function submitHold(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const [today, reader] = await Promise.all([
      readToday(deps, deps.workspaceId),
      readerNow(deps, args.client, args.body.user.id),
    ]);
    const form = readHoldForm(args.view, today, reader);
    if (!form.ok) return showErrors(args, form);
    const { ref, reason, aloneReason, owner, reviewBy } = form.value;
    const facts = { owner, ...(reviewBy ? { reviewBy } : {}) };
    await decide(deps, args, { ref, decision: 'hold', reason, aloneReason, facts });
  };
}

export function submitPaid(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const [today, reader] = await Promise.all([
      readToday(deps, deps.workspaceId),
      readerNow(deps, args.client, args.body.user.id),
    ]);
    const form = readPaidForm(args.view, today, reader);
    if (!form.ok) return showErrors(args, form);
    const { ref, reference, paidOn, aloneReason } = form.value;
    const facts = { paidOn, reference };
    await decide(deps, args, { ref, decision: 'mark_paid', reason: reference, aloneReason, facts });
  };
}

export function submitWithdraw(deps: HandlerDeps): Handler<SubmitArgs> {
  return (args) => decide(deps, args, { ref: readWithdrawForm(args.view), decision: 'withdraw' });
}

export function submitChanges(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const form = readChangesForm(args.view, await readerNow(deps, args.client, args.body.user.id));
    if (!form.ok) return showErrors(args, form);
    const { ref, question } = form.value;
    await decide(deps, args, { ref, decision: 'request_changes', reason: question });
  };
}

export function submitAlone(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const form = readAloneForm(args.view, await readerNow(deps, args.client, args.body.user.id));
    if (!form.ok) return showErrors(args, form);
    const { ref, reason } = form.value;
    await decide(deps, args, { ref, decision: ref.decision, reason });
  };
}

/** Change decision…: goes on to the form of the decision that was chosen, or takes it where it asks for nothing more. */
export function submitChange(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const form = readChangeForm(args.view, await readerNow(deps, args.client, args.body.user.id));
    if (!form.ok) return showErrors(args, form);
    const { ref, decision, reason } = form.value;
    if (!hasForm(decision)) return decide(deps, args, { ref, decision, reason, reasonField: INPUT.reason });
    await args.ack({
      response_action: 'update',
      view: await buildFormFor(deps, args.client, { decision, ref, by: args.body.user.id }),
    });
  };
}

interface FormDecision {
  readonly ref: RewardRef;
  readonly decision: Decision;
  readonly reason?: string | undefined;
  readonly aloneReason?: string | undefined;
  readonly facts?: EventFacts;
  /** Where the reason is typed, if the form could be sent without one. */
  readonly reasonField?: string;
}

async function decide(
  deps: HandlerDeps,
  args: SubmitArgs,
  { ref, reasonField, ...order }: FormDecision,
): Promise<void> {
  const { ack, body } = args;
  const { rewardId, revision } = ref;
  try {
    await decideReward(deps, { ...order, rewardId, revision, workspaceId: deps.workspaceId, by: body.user.id });
  } catch (error) {
    if (!reasonField || !isRefusal(error, 'reason_needed')) throw error;
    const reader = await readerNow(deps, args.client, args.body.user.id);
    return ack({ response_action: 'errors', errors: { [reasonField]: refusalPlain(error, reader) } });
  }
  await ack();
}

function showErrors({ ack }: SubmitArgs, form: Extract<Reading<unknown>, { ok: false }>): Promise<void> {
  return ack({ response_action: 'errors', errors: form.errors });
}
