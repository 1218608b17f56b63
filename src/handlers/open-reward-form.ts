import { checkMayCreate } from '../services/check-permission.js';
import { prefillReward } from '../services/prefill-reward.js';
import { readPartnerSummary } from '../services/read-partner-summary.js';
import { readRules } from '../services/read-rules.js';
import { prefillNote } from '../views/prefill-note.js';
import { buildRewardForm, type RewardForm } from '../views/reward-form.js';
import { buildUsage } from '../views/usage.js';
import type { HandlerDeps } from './deps.js';
import type { CommandArgs, Handler } from './explain.js';
import { readCommandText } from './read-command-text.js';

/** `/reward`, alone or filled in: `/reward acme 250 for the webinar`. */
export function openRewardForm(deps: HandlerDeps): Handler<CommandArgs> {
  return async ({ ack, body, command, client, respond }) => {
    await ack();
    const text = readCommandText(command.text);
    const draft = text === '' ? {} : await draftFrom(deps, text);
    if (!draft) {
      const usage = buildUsage(text.toLowerCase() === 'help' ? undefined : text);
      await respond({ response_type: 'ephemeral', ...usage });
      return;
    }
    await checkMayCreate(deps, deps.workspaceId, body.user_id);
    const rules = await readRules(deps, deps.workspaceId);
    await client.views.open({ trigger_id: body.trigger_id, view: buildRewardForm({ ...draft, rules }) });
  };
}

/** What a slash line says of a reward. Undefined: it says something else. It never creates money by itself (SPEC 3). */
async function draftFrom(deps: HandlerDeps, text: string): Promise<Omit<RewardForm, 'rules'> | undefined> {
  const prefill = await prefillReward(deps, deps.workspaceId, text);
  if (!prefill) return undefined;
  const { partner, partnerWords, matches, amountText, description } = prefill;
  return {
    amountText,
    description,
    partner: partner && (await readPartnerSummary(deps, deps.workspaceId, partner.id)),
    note: matches === 'one' ? undefined : prefillNote(matches, partnerWords),
  };
}
