import { searchCustomers, searchRewardablePartners } from '../services/search-directory.js';
import { readFormMemory } from '../views/reward-form.js';
import { customerOptions, partnerOptions } from '../views/reward-options.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, OptionsArgs } from './explain.js';

export function suggestPartners(deps: HandlerDeps): Handler<OptionsArgs> {
  return async ({ ack, options, body }) => {
    await ack(partnerOptions(await searchRewardablePartners(deps, deps.workspaceId, body.user.id, options.value)));
  };
}

/** The chosen partner's customers come first. Which that is travels in the form's memory: the state sent here is stale. */
export function suggestCustomers(deps: HandlerDeps): Handler<OptionsArgs> {
  return async ({ ack, options, body }) => {
    const { partnerId } = readFormMemory(body.view?.private_metadata ?? '');
    await ack(customerOptions(await searchCustomers(deps, deps.workspaceId, { query: options.value, partnerId })));
  };
}
