import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { checkMayCreate } from '../services/check-permission.js';
import { getFormChoices } from '../services/get-form-choices.js';
import { prefillReward } from '../services/prefill-reward.js';
import { readPartnerSummary } from '../services/read-partner-summary.js';
import { readRules } from '../services/read-rules.js';
import { buildRewardForm, type RewardForm } from '../views/reward-form.js';
import type { HandlerDeps } from './deps.js';
import { readerNow } from './reader-now.js';

export type Draft = Omit<RewardForm, 'rules' | 'reader'>;

/** Who asked for the form, and the trigger that lets it be opened. */
export interface Asking {
  readonly client: WebClient;
  readonly userId: string;
  readonly triggerId: string;
}

/** Opens the form, with what is known of the reward already, or is found out meanwhile. */
export async function openRewardForm(
  deps: HandlerDeps,
  { client, userId, triggerId }: Asking,
  draft: Draft | Promise<Draft>,
) {
  const [known, rules, reader] = await Promise.all([
    draft,
    readRules(deps, deps.workspaceId),
    readerNow(deps, client, userId),
    checkMayCreate(deps, deps.workspaceId, userId),
  ]);
  await client.views.open({ trigger_id: triggerId, view: buildRewardForm({ ...known, rules, reader }) });
}

/** The form with this partner chosen, for whoever may create. */
export async function buildRewardFormFor(
  deps: HandlerDeps,
  { client, userId }: Pick<Asking, 'client' | 'userId'>,
  partnerId: string,
): Promise<ModalView> {
  const { workspaceId } = deps;
  const [rules, { partner }, reader] = await Promise.all([
    readRules(deps, workspaceId),
    checkMayCreate(deps, workspaceId, userId, partnerId).then(() =>
      getFormChoices(deps, { workspaceId, by: userId, partnerId }),
    ),
    readerNow(deps, client, userId),
  ]);
  return buildRewardForm({ rules, partner, reader });
}

/** What a slash line says of a reward. Undefined: it says something else. It never creates money by itself (SPEC 3). */
export async function draftFrom(deps: HandlerDeps, userId: string, text: string): Promise<Draft | undefined> {
  const prefill = await prefillReward(deps, deps.workspaceId, { userId, text });
  if (!prefill) return undefined;
  const { partner, partnerWords, matches, amountText, description } = prefill;
  return {
    amountText,
    description,
    partner: partner && (await readPartnerSummary(deps, deps.workspaceId, partner.id)),
    unchosen: matches === 'one' ? undefined : { why: matches, words: partnerWords },
  };
}
