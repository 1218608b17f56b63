import type { WebClient } from '@slack/web-api';
import { noteHomeOpened } from '../services/read-home.js';
import { readReader } from '../services/read-reader.js';
import { buildLoadingHome } from '../views/home.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, HomeArgs } from './explain.js';
import { showHome } from './show-home.js';

/** The Home tab: something at once, then what is true now. */
export function openHome(deps: HandlerDeps): Handler<HomeArgs> {
  return async ({ event, client }) => {
    if (event.tab !== 'home') return;
    if (!event.view) await showSomething(deps, client, event.user);
    await noteHomeOpened(deps, deps.workspaceId, event.user);
    await showHome(deps, client, event.user, { afresh: true });
  };
}

/** As they read, where that is known by now: Slack would have to be waited for. */
async function showSomething(deps: HandlerDeps, client: WebClient, userId: string): Promise<void> {
  const reader = await readReader(deps, deps.workspaceId, userId, async () => undefined);
  await client.views.publish({ user_id: userId, view: buildLoadingHome(reader) });
}
