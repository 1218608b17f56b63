import type { WebClient } from '@slack/web-api';
import { Refusal } from '../domain/errors.js';
import { readGrantees } from '../domain/grants.js';
import type { Reader } from '../domain/reader.js';
import { isRoleSetting } from '../domain/settings.js';
import { channelProblemOf } from '../domain/setup.js';
import { checkMayChangeSettings } from '../services/check-permission.js';
import { noteUserGroup } from '../services/read-role-holders.js';
import { readSettingsSheet } from '../services/read-setup.js';
import { changeSettings } from '../services/settings.js';
import { readCallFailure } from '../slack/errors.js';
import { lookAtChannel, readUserGroup } from '../slack/look-around.js';
import { refusalPlain } from '../views/refusals.js';
import { fieldOfSetting, readSettingsForm, type SettingWish } from '../views/settings-form.js';
import { channelErrorText } from '../views/setup-words.js';
import type { HandlerDeps } from './deps.js';
import type { Handler, SubmitArgs } from './explain.js';
import { forgetLooks } from './look-at-setup.js';
import { readerNow } from './reader-now.js';

/** Save: all that the form asks for or nothing, and every form of Settings closes. */
export function submitSettingsForm(deps: HandlerDeps): Handler<SubmitArgs> {
  return async ({ ack, body, client, view }) => {
    const { workspaceId } = deps;
    await checkMayChangeSettings(deps, workspaceId, body.user.id);
    const [sheet, reader] = await Promise.all([
      readSettingsSheet(deps, workspaceId),
      readerNow(deps, client, body.user.id),
    ]);
    const form = readSettingsForm(view, sheet, reader);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const errors = await checkChannels(client, form.value, reader);
    if (errors) return ack({ response_action: 'errors', errors });
    await readChosenGroups(deps, client, form.value);
    try {
      await changeSettings(deps, { workspaceId, actor: body.user.id, settings: form.value });
    } catch (error) {
      const field = settingOf(error) && fieldOfSetting(view, settingOf(error) ?? '');
      if (!field || !(error instanceof Refusal)) throw error;
      return ack({ response_action: 'errors', errors: { [field]: refusalPlain(error, reader) } });
    }
    forgetLooks(deps);
    await ack({ response_action: 'clear' });
  };
}

/** What would keep the bot from posting to a channel that is chosen now, under its field. Slack is asked about each. */
async function checkChannels(
  client: WebClient,
  wishes: readonly SettingWish[],
  reader: Reader | undefined,
): Promise<Record<string, string> | undefined> {
  const errors: Record<string, string> = {};
  await Promise.all(
    wishes
      .filter(({ name }) => name === 'review-channel' || name === 'finance-channel')
      .map(async ({ name, value }) => {
        const problem = channelProblemOf(await lookAtChannel(client, value));
        if (problem !== undefined) errors[name] = channelErrorText(problem, reader);
      }),
  );
  return Object.keys(errors).length > 0 ? errors : undefined;
}

/** Who is in the user groups that are named now, so that they count at once. One that cannot be read counts later. */
async function readChosenGroups(deps: HandlerDeps, client: WebClient, wishes: readonly SettingWish[]): Promise<void> {
  const chosen = wishes
    .filter(({ name }) => isRoleSetting(name))
    .flatMap(({ value }) => readGrantees(value).map(({ principalId }) => principalId))
    .filter((principalId) => principalId.startsWith('S'));
  const { workspaceId } = deps;
  await Promise.all(
    chosen.map(async (groupId) => {
      try {
        await noteUserGroup(deps, { workspaceId, groupId, userIds: await readUserGroup(client, groupId) });
      } catch (error) {
        if (!readCallFailure(error)) throw error;
        deps.logger.warn({ workspaceId, groupId, err: error }, 'user group not read');
      }
    }),
  );
}

/** The setting that is refused, where it is one of several. */
function settingOf(error: unknown): string | undefined {
  if (!(error instanceof Refusal)) return undefined;
  if (error.code === 'currency_in_use') return 'currencies';
  return error.code === 'nobody_left' ? 'four-eyes' : undefined;
}
