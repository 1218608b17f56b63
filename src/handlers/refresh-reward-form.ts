import { readPartnerSummary } from '../services/read-partner-summary.js';
import { readRules } from '../services/read-rules.js';
import { readCustomer } from '../services/search-directory.js';
import { refusalCode } from '../slack/errors.js';
import { buildRewardForm, draftOf } from '../views/reward-form.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';

/** A partner or a customer was chosen: the form says what follows from it and keeps all that was put in. */
export function refreshRewardForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ body, client }) => {
    const { view } = body;
    if (!view) return;
    const { partnerId, customerId, ...typed } = draftOf(view);
    const [rules, partner, customer] = await Promise.all([
      readRules(deps, deps.workspaceId),
      partnerId ? readPartnerSummary(deps, deps.workspaceId, partnerId) : undefined,
      customerId ? readCustomer(deps, deps.workspaceId, customerId) : undefined,
    ]);
    try {
      const form = buildRewardForm({ ...typed, rules, partner, customer });
      await client.views.update({ view_id: view.id, hash: view.hash, view: form });
    } catch (error) {
      // A later choice has already redrawn the form, or the form is closed: what this one would show is out of date.
      const code = refusalCode(error);
      if (code !== 'hash_conflict' && code !== 'not_found') throw error;
    }
  };
}
