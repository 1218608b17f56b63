import { noteHomeOpened } from '../services/read-home.js';
import { buildLoadingHome } from '../views/home.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, HomeArgs } from './explain.js';
import { showHome } from './show-home.js';

/** The Home tab: something at once, then what is true now. */
export function openHome(deps: HandlerDeps): Handler<HomeArgs> {
  return async ({ event, client }) => {
    if (event.tab !== 'home') return;
    if (!event.view) await client.views.publish({ user_id: event.user, view: buildLoadingHome() });
    await noteHomeOpened(deps, deps.workspaceId, event.user);
    await showHome(deps, client, event.user, { afresh: true });
  };
}
