import { getRewardFor } from '../services/get-reward-for.js';
import { checkLinkContact, oweNoticeAgain } from '../services/link-contact.js';
import { buildHistory } from '../views/history.js';
import type { MenuItem } from '../views/ids.js';
import { buildLinkForm } from '../views/link-form.js';
import { type RewardRef, readMenuValue } from '../views/references.js';
import { openClawbackForm } from './claw-back.js';
import { getFormCard, readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import { openEditForm } from './edit-reward.js';
import type { ActionArgs, Handler } from './explain.js';
import { buildChangeFormFor, openFormFor } from './open-decision-form.js';
import { readerNow } from './reader-now.js';

type MenuHandler = (deps: HandlerDeps, args: ActionArgs, ref: RewardRef) => Promise<void>;

/** The card's menu, item by item. */
const items: { readonly [Item in MenuItem]: MenuHandler } = {
  change: async (deps, { body, client }, ref) => {
    const view = await buildChangeFormFor(deps, client, { ref, by: body.user.id });
    await client.views.open({ trigger_id: body.trigger_id, view });
  },
  mark_paid: (deps, args, ref) => openFormFor(deps, args, 'mark_paid', ref),
  request_changes: (deps, args, ref) => openFormFor(deps, args, 'request_changes', ref),
  edit: openEditForm,
  withdraw: (deps, args, ref) => openFormFor(deps, args, 'withdraw', ref),
  clawback: openClawbackForm,
  link: async (deps, { body, client }, ref) => {
    const who = { workspaceId: deps.workspaceId, rewardId: ref.rewardId, by: body.user.id };
    const [card, reader] = await Promise.all([
      checkLinkContact(deps, who).then(() => getFormCard(deps, who)),
      readerNow(deps, client, body.user.id),
    ]);
    await client.views.open({ trigger_id: body.trigger_id, view: buildLinkForm({ card, reader }) });
  },
  resend: (deps, { body }, { rewardId }) =>
    oweNoticeAgain(deps, { workspaceId: deps.workspaceId, rewardId, by: body.user.id }),
  history: async (deps, { body, client }, ref) => {
    const [card, reader] = await Promise.all([
      getRewardFor(deps, { workspaceId: deps.workspaceId, rewardId: ref.rewardId, by: body.user.id }),
      readerNow(deps, client, body.user.id),
    ]);
    await client.views.open({ trigger_id: body.trigger_id, view: buildHistory(card, reader) });
  },
};

export function chooseMenuItem(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { item, ...ref } = readMenuValue(readActionValue(args));
    await items[item](deps, args, ref);
  };
}
