import type { Json } from '../json.js';
import type { ViewRecord, ViewState } from './types.js';
import type { World } from './world.js';

/** A view as Slack sends it: ViewOutput in @slack/bolt 5.1.0, types/view/index.d.ts. */
export function viewPayload(world: World, view: ViewRecord, state: ViewState = view.state): Json {
  const { identity } = world;
  return structuredClone({
    id: view.id,
    team_id: identity.team.id,
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    external_id: '',
    ...view.content,
    state: { values: state },
    hash: view.hash,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: identity.appId,
    app_installed_team_id: identity.team.id,
    bot_id: identity.botId,
  });
}
