import { Refusal } from '../domain/errors.js';
import { COMMAND_LINE } from '../domain/policy.js';
import { isRoleSetting, SETTING_NAMES, type SettingName } from '../domain/settings.js';
import { changeSetting, readSettings } from '../services/settings.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { inWorkspace, type SessionOptions } from './session.js';

/** Prints all settings, one, or what one was changed to. */
export async function showSettings(options: SessionOptions, name?: string, value?: string): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace(options, async (session) => {
    const workspaceId = session.workspace.id;
    if (name !== undefined && value !== undefined) {
      const change = await changeSetting(session, { workspaceId, name, value, actor: COMMAND_LINE });
      const changed = change.from !== change.to;
      printer.say(
        changed
          ? `${change.name}: ${inWords(change.name, change.from)} → ${inWords(change.name, change.to)}`
          : `${change.name} is ${inWords(change.name, change.to)} already.`,
      );
      printer.json({ workspace: workspaceId, ...change, changed });
      return EXIT.done;
    }
    const all = await readSettings(session.db.reads, workspaceId);
    const shown = name === undefined ? all : all.filter((setting) => setting.name === name);
    if (name !== undefined && shown.length === 0) throw new Refusal('setting_unknown', { name, known: SETTING_NAMES });
    printer.say(`${session.workspace.name} (${workspaceId})`);
    printer.table(shown.map((setting) => [setting.name, inWords(setting.name, setting.value)]));
    printer.json({ workspace: workspaceId, settings: shown });
    return EXIT.done;
  });
}

// A role that nobody was named for is the admins' too; one that admins were not named for waits for the first.
function inWords(name: SettingName, value: string): string {
  if (value !== '') return value;
  return isRoleSetting(name) && name !== 'admin-users' ? '(admins only)' : '(not set)';
}
