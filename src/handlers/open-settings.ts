import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { checkMayChangeSettings } from '../services/check-permission.js';
import { readSettingsSheet, type SettingsSheet } from '../services/read-setup.js';
import { listUserGroups } from '../slack/look-around.js';
import { buildSettingsForm, readChosenScope } from '../views/settings-form.js';
import { groupLabel } from '../views/settings-inputs.js';
import { buildSettingsMenu, readTopicButton } from '../views/settings-topics.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, CommandArgs, Handler } from './explain.js';
import { hasMovedOn } from './has-moved-on.js';
import { readerNow } from './reader-now.js';
import { showModal } from './show-modal.js';

/** `/reward settings`: every form there is, to choose from. */
export async function openSettingsMenu(deps: HandlerDeps, { client, body }: CommandArgs): Promise<void> {
  const [reader] = await Promise.all([
    readerNow(deps, client, body.user_id),
    checkMayChangeSettings(deps, deps.workspaceId, body.user_id),
  ]);
  await client.views.open({ trigger_id: body.trigger_id, view: buildSettingsMenu(reader) });
}

/** A topic's form, over the menu if it was chosen there. */
export function openSettingsForm(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const { body, client } = args;
    const topic = readTopicButton(readActionValue(args));
    await checkMayChangeSettings(deps, deps.workspaceId, body.user.id);
    const { sheet, ...about } = await readForForm(deps, client, body.user.id);
    await showModal(args, buildSettingsForm(topic, sheet, about));
  };
}

/** Another partner group was chosen: the form shows who may reward its partners. */
export function chooseManagerScope(deps: HandlerDeps): Handler<ActionArgs> {
  return async ({ body, client }) => {
    const { view } = body;
    if (!view) return;
    await checkMayChangeSettings(deps, deps.workspaceId, body.user.id);
    const { sheet, ...about } = await readForForm(deps, client, body.user.id);
    const form = buildSettingsForm('managers', sheet, { ...about, scope: readChosenScope(view) });
    await client.views.update({ view_id: view.id, hash: view.hash, view: form }).catch((error: unknown) => {
      if (!hasMovedOn(error)) throw error;
    });
  };
}

async function readForForm(deps: HandlerDeps, client: WebClient, userId: string) {
  const [{ sheet, groupNames }, reader] = await Promise.all([
    readSettingsSheet(deps, deps.workspaceId).then(async (sheet) => ({
      sheet,
      groupNames: await nameGroups(client, sheet),
    })),
    readerNow(deps, client, userId),
  ]);
  return { sheet, groupNames, reader };
}

// A form has to be open within three seconds of the click, with names or without.
const PATIENCE_MS = 1_000;

/** What the user groups that stand in settings are called, as far as Slack says so in time; else their ids are shown. */
async function nameGroups(client: WebClient, { settings }: SettingsSheet): Promise<ReadonlyMap<string, string>> {
  const isNeeded = [...settings.values()].some(({ value }) => /(^|,)S[A-Z0-9]+/.test(value));
  if (!isNeeded) return new Map();
  const named = listUserGroups(client).then(
    (groups) => new Map(groups.map((group) => [group.id, groupLabel(group)])),
    () => new Map<string, string>(),
  );
  return Promise.race([named, wait(PATIENCE_MS, new Map<string, string>(), { ref: false })]);
}
