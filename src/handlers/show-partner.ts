import { findPartnersFor, readPartnerDetails } from '../services/read-partner-details.js';
import { buildPartnerDetails, buildPartnerMatches } from '../views/partner-details.js';
import { sayNoPartner } from '../views/prefill-note.js';
import { readIdButton } from '../views/references.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';
import { buildRewardFormFor } from './open-reward-form.js';
import { readerNow } from './reader-now.js';
import type { Subcommand } from './run-command.js';

/** `/reward partner acme`: the one that is meant, or which of several. */
export const showPartner: Subcommand = async (deps, { body, client, respond }, words) => {
  const asking = { workspaceId: deps.workspaceId, by: body.user_id };
  const [[first, ...others], reader] = await Promise.all([
    findPartnersFor(deps, asking, words),
    readerNow(deps, client, body.user_id),
  ]);
  if (!first) {
    await respond({ response_type: 'ephemeral', ...sayNoPartner(words, reader) });
    return;
  }
  const view =
    others.length > 0
      ? buildPartnerMatches(words, [first, ...others], reader)
      : buildPartnerDetails(await readPartnerDetails(deps, asking, first.id), reader);
  await client.views.open({ trigger_id: body.trigger_id, view });
};

/** One of several was chosen. */
export function choosePartnerMatch(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ action, body, client }) => {
    if (!body.view || action.type !== 'static_select') return;
    const partnerId = readIdButton(action.selected_option.value);
    const [details, reader] = await Promise.all([
      readPartnerDetails(deps, { workspaceId: deps.workspaceId, by: body.user.id }, partnerId),
      readerNow(deps, client, body.user.id),
    ]);
    const view = buildPartnerDetails(details, reader);
    await client.views.update({ view_id: body.view.id, view });
  };
}

/**
 * Manual Rewards: the form takes the place of the details instead of standing above them, for a form's root view is its
 * submission's key, and two forms above one would be one reward.
 */
export function rewardPartner(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { body, client } = args;
    if (!body.view) return;
    const view = await buildRewardFormFor(deps, { client, userId: body.user.id }, readIdButton(readActionValue(args)));
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view }).catch((error: unknown) => {
      // Pressed twice: the first press has shown the form, and what is put in it stays.
      if (!hasMovedOn(error)) throw error;
    });
  };
}
