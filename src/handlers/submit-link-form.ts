import { linkContact } from '../services/link-contact.js';
import { readLinkForm } from '../views/link-form.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';
import { readerNow } from './reader-now.js';

export function submitLinkForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const form = readLinkForm(view, await readerNow(deps, client, body.user.id));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await linkContact(deps, { ...form.value, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}
