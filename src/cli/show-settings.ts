import { Refusal } from '../domain/errors.js';
import { SETTING_NAMES } from '../domain/settings.js';
import { changeSetting, readSettings } from '../services/settings.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { ACTOR, inWorkspace, type SessionOptions } from './session.js';

/** Prints all settings, one, or what one was changed to. */
export async function showSettings(options: SessionOptions, name?: string, value?: string): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace(options, async (session) => {
    const workspaceId = session.workspace.id;
    if (name !== undefined && value !== undefined) {
      const change = await changeSetting(session, { workspaceId, name, value, actor: ACTOR });
      const changed = change.from !== change.to;
      printer.say(
        changed
          ? `${change.name}: ${inWords(change.from)} → ${inWords(change.to)}`
          : `${change.name} is ${inWords(change.to)} already.`,
      );
      printer.json({ workspace: workspaceId, ...change, changed });
      return EXIT.done;
    }
    const all = await readSettings(session.db.reads, workspaceId);
    const shown = name === undefined ? all : all.filter((setting) => setting.name === name);
    if (name !== undefined && shown.length === 0) throw new Refusal('setting_unknown', { name, known: SETTING_NAMES });
    printer.say(`${session.workspace.name} (${workspaceId})`);
    printer.table(shown.map((setting) => [setting.name, inWords(setting.value)]));
    printer.json({ workspace: workspaceId, settings: shown });
    return EXIT.done;
  });
}

// Only a role can be given to nobody.
function inWords(value: string): string {
  return value || '(admins only)';
}
