import { searchCustomers, searchPartnersToReview, searchRewardablePartners } from '../services/search-directory.js';
import { VIEW } from '../views/ids.js';
import { readFormMemory } from '../views/reward-form.js';
import { customerOptions, partnerOptions } from '../views/reward-options.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, OptionsArgs } from './explain.js';
import { readerNow } from './reader-now.js';

/** Two forms have this field: who filters the queue may look at every partner, who rewards only at those they may reward. */
export function suggestPartners(deps: HandlerDeps): Handler<OptionsArgs> {
  return async ({ ack, options, body }) => {
    const isFilter = body.view?.callback_id === VIEW.queueFilterForm;
    const search = isFilter ? searchPartnersToReview : searchRewardablePartners;
    await ack(partnerOptions(await search(deps, deps.workspaceId, body.user.id, options.value)));
  };
}

/** The chosen partner's customers come first. Which that is travels in the form's memory: the state sent here is stale. */
export function suggestCustomers(deps: HandlerDeps): Handler<OptionsArgs> {
  return async ({ ack, options, body, client }) => {
    const { partnerId } = readFormMemory(body.view?.private_metadata ?? '');
    const [customers, reader] = await Promise.all([
      searchCustomers(deps, deps.workspaceId, body.user.id, { query: options.value, partnerId }),
      readerNow(deps, client, body.user.id),
    ]);
    await ack(customerOptions(customers, reader));
  };
}
