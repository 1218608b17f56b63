import { Refusal, type RefusalCode } from '../domain/errors.js';
import type { Reader } from '../domain/reader.js';
import { type Created, createReward } from '../services/create-reward.js';
import type { Edited } from '../services/edit-reward.js';
import { readRules } from '../services/read-rules.js';
import { INPUT } from '../views/ids.js';
import { refusalPlain } from '../views/refusals.js';
import { readRewardForm } from '../views/reward-form.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';
import { redrawn } from './refresh-reward-form.js';

/** Commits, then acks: a modal that closed means that the reward is in the database (SPEC 8). */
export function submitRewardForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const { ack, body, client, view } = args;
    const { workspaceId } = deps;
    const [rules, reader] = await Promise.all([readRules(deps, workspaceId), readerNow(deps, client, body.user.id)]);
    const form = readRewardForm(view, rules, { reader });
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const submissionKey = view.root_view_id ?? view.id;
    await answerRewardForm(deps, args, reader, () =>
      createReward(deps, { ...form.value, workspaceId, by: body.user.id, submissionKey }),
    );
  };
}

/** What writing came to: the form closes, shows the reward that this one looks like, or has a refusal under its field. */
export async function answerRewardForm(
  deps: HandlerDeps,
  { ack, body, client, view }: SubmitArgs,
  reader: Reader | undefined,
  write: () => Promise<Created | Edited>,
): Promise<void> {
  try {
    const outcome = await write();
    if (outcome.kind !== 'likely_duplicate') return await ack();
    const duplicate = { ...outcome.duplicate, confirm: outcome.confirm };
    const asking = { client, userId: body.user.id };
    await ack({ response_action: 'update', view: await redrawn(deps, asking, view, { duplicate }) });
  } catch (error) {
    const errors = error instanceof Refusal && refusedField(error, reader);
    if (!errors) throw error;
    await ack({ response_action: 'errors', errors });
  }
}

/** The refusal under the field that it is about, if it is about one. */
function refusedField(refusal: Refusal, reader?: Reader): Record<string, string> | undefined {
  const code: RefusalCode = refusal.code;
  const field = FIELD_OF[code];
  return field ? { [field]: refusalPlain(refusal, reader) } : undefined;
}

/** What is refused because of one field is said under it; the rest under the first. */
const FIELD_OF: { readonly [Code in RefusalCode]?: string } = {
  partner_unknown: INPUT.partner,
  partner_group_not_yours: INPUT.partner,
  customer_unknown: INPUT.customer,
  amount_over_cap: INPUT.amount,
  currency_unused: INPUT.amount,
};
