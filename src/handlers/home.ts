import { turnPage } from '../domain/home-place.js';
import { setApprovalNotices } from '../services/approval-notices.js';
import { changeHomePlace } from '../services/home-place.js';
import { readQueueFilter } from '../services/read-parts.js';
import { readRules } from '../services/read-rules.js';
import { readCreatedStatus } from '../views/home/created.js';
import { parseCreatorNotices } from '../views/home/creator-notices.js';
import { buildFilterForm, readFilterForm } from '../views/home/filter-form.js';
import { readPageButton } from '../views/home/pages.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';

// What somebody looks at in their Home. Each keeps the place; Home is drawn again after it.

export function turnHomePage(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { list, from, partnerId } = readPageButton(readActionValue(args));
    await changeHomePlace(deps, whoOf(deps, args), (place) => turnPage(place, { list, from, partnerId }));
  };
}

export function openQueueFilter(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ body, client }) => {
    const [asked, rules, reader] = await Promise.all([
      readQueueFilter(deps, deps.workspaceId, body.user.id),
      readRules(deps, deps.workspaceId),
      readerNow(deps, client, body.user.id),
    ]);
    await client.views.open({ trigger_id: body.trigger_id, view: buildFilterForm({ ...asked, rules, reader }) });
  };
}

export function submitQueueFilter(deps: HandlerDeps): Handler<SubmitArgs> {
  return async (args) => {
    const [rules, reader] = await Promise.all([
      readRules(deps, deps.workspaceId),
      readerNow(deps, args.client, args.body.user.id),
    ]);
    const form = readFilterForm(args.view, rules, reader);
    if (!form.ok) return args.ack({ response_action: 'errors', errors: form.errors });
    await changeHomePlace(deps, whoOf(deps, args), (place) => ({ ...place, queue: { filter: form.value } }));
    await args.ack();
  };
}

export function clearQueueFilter(deps: HandlerDeps): Handler<ActionArgs> {
  return (args) => changeHomePlace(deps, whoOf(deps, args), (place) => ({ ...place, queue: { filter: {} } }));
}

export function chooseCreatedStatus(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { action } = args;
    const chosen = action.type === 'static_select' ? action.selected_option?.value : undefined;
    const status = readCreatedStatus(chosen);
    await changeHomePlace(deps, whoOf(deps, args), (place) => ({ ...place, created: { status } }));
  };
}

/** Messages to creators about approvals and payments, on or off for the person who presses. */
export function turnCreatorNotices(deps: HandlerDeps): Handler<ActionArgs> {
  return (args) => setApprovalNotices(deps, whoOf(deps, args), parseCreatorNotices(readActionValue(args)));
}

function whoOf({ workspaceId }: HandlerDeps, { body }: Pick<ActionArgs | SubmitArgs, 'body'>) {
  return { workspaceId, userId: body.user.id };
}
