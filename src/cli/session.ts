import type { Clock } from '../clock.js';
import type { CommandLineConfig } from '../config.js';
import { createDb } from '../db/client.js';
import { migrate } from '../db/migrate.js';
import { openDatabase } from '../db/open-database.js';
import { findWorkspaces, type Workspace } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { COMMAND_LINE } from '../domain/policy.js';
import type { Deps } from '../services/deps.js';
import { installWorkspace } from '../services/install-workspace.js';
import { isBotRunning } from '../services/keep-workers.js';
import { createBackgroundClient } from '../slack/clients.js';
import { readTeam } from '../slack/read-team.js';
import { refusalPlain } from '../views/refusals.js';
import { CommandFailure, EXIT } from './exit-code.js';
import type { Printer } from './printer.js';
import { requireDatabase, sandboxHint } from './require-database.js';

/** A command at work in one workspace. */
export interface Session extends Deps {
  readonly workspace: Workspace;
}

export interface SessionOptions {
  readonly config: CommandLineConfig;
  readonly printer: Printer;
  readonly clock: Clock;
  /** As given with --workspace. */
  readonly workspaceId?: string | undefined;
  /** The command does not begin a database in DATA_DIR: it fails where there is none. */
  readonly needsDatabase?: boolean;
}

/** Opens the database, finds the workspace, does the work, and lets go of the database however it ends. */
export async function inWorkspace<Result>(
  options: SessionOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { config, clock, needsDatabase = false } = options;
  // Without a token a new database would stay empty.
  if (needsDatabase || !config.slack) await requireDatabase(config);
  return withDatabase(options, async (url) => {
    const db = createDb(url, { connections: 2 });
    try {
      const deps: Deps = { db, clock };
      return await work({ ...deps, workspace: await findWorkspace(deps, options) });
    } finally {
      await db.close();
    }
  });
}

/** Opens the database and migrates it, does the work, and lets go of the database however it ends. */
export async function withDatabase<Result>(
  { config, printer }: SessionOptions,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const opening = openDatabase({ ...config, log: printer.warn });
  // An interrupted command must not leave the database in DATA_DIR running. Not `once`: npm and a terminal send the same
  // signal twice, and the second would end the process before that.
  let ending: Promise<unknown> | undefined;
  const interrupt = () => {
    ending ??= opening.then(({ close }) => close()).finally(() => process.exit(130));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    const { url } = await opening;
    await migrate(url, { log: printer.warn });
    return await work(url);
  } finally {
    // An interrupted command fails because its database is closed, which is not printed: the process ends here.
    await ending;
    await opening.then(({ close }) => close());
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Tells that what was just written is not sent yet, where no bot is running. Returns whether it waits. */
export async function sayWhetherItWaits({ db }: Session, printer: Printer, sentence: string): Promise<boolean> {
  if (await isBotRunning({ db })) return false;
  printer.say(sentence);
  return true;
}

async function findWorkspace(deps: Deps, { config, printer, workspaceId }: SessionOptions): Promise<Workspace> {
  let known = await findWorkspaces(deps.db.reads);
  if (known.length === 0 && config.slack) {
    const team = await readTeam(createBackgroundClient(config.slack.botToken, config.slack.apiUrl));
    known = [await installWorkspace(deps, { team, firstStart: config.firstStart, actor: COMMAND_LINE })];
    printer.warn(`Set up the workspace ${team.name} (${team.id}).`);
  }
  const hint = known.length === 0 && !config.databaseUrl ? await sandboxHint(config.dataDir) : '';
  if (hint) throw new CommandFailure(`${refusalPlain(new Refusal('workspace_unknown', { known: [] }))}${hint}`);
  const ids = known.map((workspace) => workspace.id);
  if (!workspaceId && known.length > 1) {
    throw new CommandFailure(`Choose one workspace with --workspace: ${ids.join(', ')}.`, EXIT.usage);
  }
  const found = workspaceId ? known.find((workspace) => workspace.id === workspaceId) : known[0];
  if (!found) throw new Refusal('workspace_unknown', { known: ids });
  return found;
}
