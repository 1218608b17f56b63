import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import type { Decision } from '../domain/reward.js';
import type { Reach, RewardCard, Unreachable } from '../domain/shown.js';
import { checkMayReview } from '../services/check-permission.js';
import { checkDecision } from '../services/decide-reward.js';
import { getCreatorUnreachable } from '../services/get-creator-notice.js';
import { getPartnerReach } from '../services/list-notice-recipients.js';
import { readToday } from '../services/read-rules.js';
import { buildChangeForm } from '../views/change-form.js';
import { buildChangesForm } from '../views/changes-form.js';
import { buildDeclineForm } from '../views/decline-form.js';
import { buildHoldForm } from '../views/hold-form.js';
import { buildPaidForm } from '../views/paid-form.js';
import { type RewardRef, readRewardButton } from '../views/references.js';
import { changesOf } from '../views/reward-card.js';
import { buildWithdrawForm } from '../views/withdraw-form.js';
import { getFormCard, readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';
import { readerNow } from './reader-now.js';

export type DecisionWithForm = 'decline' | 'hold' | 'mark_paid' | 'withdraw' | 'request_changes';

/** Decline… and Hold…: what they ask for, for who may and while they may. */
export function openDecisionForm(deps: HandlerDeps, decision: DecisionWithForm): Handler<ActionArgs> {
  return (args) => openFormFor(deps, args, decision, readRewardButton(readActionValue(args)));
}

export async function openFormFor(
  deps: HandlerDeps,
  { body, client }: ActionArgs,
  decision: DecisionWithForm,
  ref: RewardRef,
): Promise<void> {
  const view = await buildFormFor(deps, client, { decision, ref, by: body.user.id });
  await client.views.open({ trigger_id: body.trigger_id, view });
}

/** The form of a decision that this person may take now. Refuses as the decision itself would. */
export async function buildFormFor(
  deps: HandlerDeps,
  client: WebClient,
  { decision, ref, by }: { readonly decision: DecisionWithForm; readonly ref: RewardRef; readonly by: string },
): Promise<ModalView> {
  const checkAndRead = async () => {
    const { alone } = await checkDecision(deps, { ...ref, decision, by, workspaceId: deps.workspaceId });
    return { alone, ...(await getCardAndReach(deps, { rewardId: ref.rewardId, by })) };
  };
  const [{ alone, card, reach }, creatorUnreachable, today, reader] = await Promise.all([
    checkAndRead(),
    getCreatorUnreachable(deps, deps.workspaceId, ref.rewardId),
    readToday(deps, deps.workspaceId),
    readerNow(deps, client, by),
  ]);
  const facts = { reach, creatorUnreachable, alone, actor: by, today, reader };
  return build[decision]({ ...facts, card: { ...card, revision: ref.revision } });
}

/** Change decision…: for who may take one of the decisions it offers. Each of them may still ask for a reason. */
export async function buildChangeFormFor(
  deps: HandlerDeps,
  client: WebClient,
  { ref, by }: { readonly ref: RewardRef; readonly by: string },
): Promise<ModalView> {
  await checkMayReview(deps, deps.workspaceId, by);
  const [{ card, reach }, reader] = await Promise.all([
    getCardAndReach(deps, { rewardId: ref.rewardId, by }),
    readerNow(deps, client, by),
  ]);
  const [decision = 'decline'] = changesOf(card);
  await checkDecision(deps, { ...ref, decision, by, workspaceId: deps.workspaceId });
  return buildChangeForm({ card: { ...card, revision: ref.revision }, reach, reader });
}

/** The card, and whether its partner can be told of a decision. */
async function getCardAndReach(
  deps: HandlerDeps,
  viewer: { readonly rewardId: string; readonly by: string },
): Promise<{ readonly card: RewardCard; readonly reach: Reach }> {
  const card = await getFormCard(deps, viewer);
  return { card, reach: await getPartnerReach(deps, deps.workspaceId, card.partner.id) };
}

interface FormFacts {
  readonly card: RewardCard;
  readonly reach: Reach;
  /** Why the creator cannot be written to, where that is known. */
  readonly creatorUnreachable: Unreachable | undefined;
  /** Nobody else may decide, so the form asks why this person does. */
  readonly alone: boolean;
  readonly actor: string;
  readonly today: LocalDate;
  readonly reader: Reader | undefined;
}

const build: { readonly [Name in DecisionWithForm]: (facts: FormFacts) => ModalView } = {
  decline: buildDeclineForm,
  hold: buildHoldForm,
  mark_paid: buildPaidForm,
  withdraw: buildWithdrawForm,
  request_changes: buildChangesForm,
};

/** Forms by the decision they belong to, for whoever has to go on from one to another. */
export function hasForm(decision: Decision): decision is DecisionWithForm {
  return Object.hasOwn(build, decision);
}
