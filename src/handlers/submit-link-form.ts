import { linkContact } from '../services/link-contact.js';
import { readLinkForm } from '../views/link-form.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';

export function submitLinkForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, view }) => {
    const form = readLinkForm(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await linkContact(deps, { ...form.value, workspaceId: deps.workspaceId, by: body.user.id });
    await ack();
  };
}
