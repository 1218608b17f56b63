import { listUserGroups } from '../slack/look-around.js';
import { timeZoneOptions, userGroupOptions } from '../views/settings-inputs.js';
import type { Handler, OptionsArgs } from './explain.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

export function suggestTimeZones(): Handler<OptionsArgs> {
  return async ({ ack, options }) => ack(timeZoneOptions(ZONES, options.value));
}

export function suggestUserGroups(): Handler<OptionsArgs> {
  return async ({ ack, options, client }) => ack(userGroupOptions(await listUserGroups(client), options.value));
}
