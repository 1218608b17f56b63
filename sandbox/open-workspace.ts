import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Neighbour } from './create-world.js';
import { readManifest } from './read-manifest.js';
import { environmentFor, findPort, type RunningBot, runBot, runCommandLine } from './run-bot.js';
import { type Sandbox, startSandbox } from './start-sandbox.js';
import { beginningOf, presentOf, tellStory } from './workspaces/tell-story.js';
import type { SandboxWorkspace } from './workspaces/workspace.js';

const FOLDER = fileURLToPath(new URL('./workspaces', import.meta.url));

export interface OpenWorkspace {
  readonly slack: Sandbox;
  /** The bot runs, and what happened before is told. Rejects if the bot ends before. */
  readonly ready: Promise<RunningBot>;
  close(): Promise<void>;
}

interface Place {
  /** The folder in which every workspace has its own. */
  readonly home: string;
  readonly port?: number;
  readonly neighbours?: Neighbour[];
}

/**
 * Opens one company's Slack, and has its bot started beside it. The page can be opened at once: it says what is going
 * on. The first time, the company's story is told; after that everything is as it was left.
 */
export async function openWorkspace(
  workspace: SandboxWorkspace,
  { home, port = 0, neighbours = [] }: Place,
): Promise<OpenWorkspace> {
  const dataDir = join(home, workspace.key);
  const told = join(dataDir, 'told');
  const isNew = !existsSync(told);
  // A story that broke off is told from the start.
  if (isNew) rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });

  const { TIME_ZONE: timeZone } = workspace.settings;
  const present = presentOf(timeZone, new Date());
  const manifest = readManifest();
  const botPort = await findPort();
  let bot: RunningBot | undefined;
  const slack = await startSandbox({
    ...workspace,
    ...manifest,
    port,
    neighbours,
    requestUrl: `http://127.0.0.1:${botPort}/slack/events`,
    keepIn: join(dataDir, 'workspace.json'),
    clock: {
      timeZone,
      startsAheadMs: (isNew ? beginningOf(timeZone, present) : present).getTime() - Date.now(),
      move: async (offsetMs) => bot?.moveClock(offsetMs),
    },
  });

  const start = async (): Promise<RunningBot> => {
    const env = environmentFor(slack, workspace, { dataDir, port: botPort });
    slack.setUp({
      label: isNew ? 'The bot is starting, and partners are being imported' : 'The bot is starting',
      done: 0,
    });
    const imported = isNew ? importDirectory(env, join(FOLDER, workspace.key)) : undefined;
    [bot] = await Promise.all([runBot(env), imported]);
    if (isNew) {
      await tellStory(slack, workspace.story, timeZone, present);
      writeFileSync(told, '');
    }
    slack.setUp();
    return bot;
  };

  return {
    slack,
    ready: start(),
    close: async () => {
      bot?.child.kill('SIGTERM');
      await slack.stop();
    },
  };
}

async function importDirectory(env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  for (const kind of ['partners', 'customers'])
    await runCommandLine(env, ['import', kind, join(folder, `${kind}.csv`)]);
}
