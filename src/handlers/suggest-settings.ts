import { checkMayChangeSettings } from '../services/check-permission.js';
import { listUserGroups } from '../slack/look-around.js';
import { timeZoneOptions, userGroupOptions } from '../views/settings-inputs.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, OptionsArgs } from './explain.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function suggestTimeZones(): Handler<OptionsArgs> {
  return async ({ ack, options }) => ack(timeZoneOptions(ZONES, options.value));
}

export function suggestUserGroups(deps: HandlerDeps): Handler<OptionsArgs> {
  return async ({ ack, body, options, client }) => {
    await checkMayChangeSettings(deps, deps.workspaceId, body.user.id);
    await ack(userGroupOptions(await listUserGroups(client), options.value));
  };
}
