import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Neighbour } from './create-world.js';
import { readManifest } from './read-manifest.js';
import { realNow } from './real-clock.js';
import { environmentFor, findPort, type RunningBot, runBot, runCommandLine } from './run-bot.js';
import { type Sandbox, startSandbox } from './start-sandbox.js';
import { beginningOf, presentOf, tellStory } from './workspaces/tell-story.js';
import type { SandboxWorkspace } from './workspaces/workspace.js';
import { randomId } from './world/world.js';

const FOLDER = fileURLToPath(new URL('./workspaces', import.meta.url));

export interface OpenWorkspace {
  readonly slack: Sandbox;
  /** The bot runs, and what happened before is told. Rejects if the bot ends before. */
  readonly ready: Promise<void>;
  /** How the bot ended, in words, whenever it does. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

interface Place {
  /** The folder in which every workspace has its own. */
  readonly home: string;
  /** 0 or none: the one of the last time, so that what a browser keeps for the page is found again. */
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
  const present = presentOf(timeZone, new Date(realNow()));
  const manifest = readManifest();
  const botPort = await findPort();
  const slack = await startSandbox({
    ...workspace,
    ...manifest,
    ...newSecrets(),
    port: port || (await findPort(lastPort(dataDir))),
    neighbours,
    requestUrl: `http://127.0.0.1:${botPort}/slack/events`,
    keepIn: join(dataDir, 'workspace.json'),
    clock: {
      timeZone,
      startsAheadMs: (isNew ? beginningOf(timeZone, present) : present).getTime() - realNow(),
      move: (offsetMs) => bot.moveClock(offsetMs),
    },
  });

  writeFileSync(join(dataDir, 'port'), new URL(slack.url).port);
  const env = environmentFor(slack, workspace, { dataDir, port: botPort });
  const bot: RunningBot = runBot(env);
  let isClosing = false;
  bot.ended.then((how) => {
    if (!isClosing) slack.setUp({ label: `The bot has ${how}. Start it again with npm start.`, done: 0 });
  });

  const start = async (): Promise<void> => {
    slack.setUp({
      label: isNew ? 'The bot is starting, and partners are being imported' : 'The bot is starting',
      done: 0,
    });
    const imported = isNew ? importDirectory(env, join(FOLDER, workspace.key)) : undefined;
    await Promise.all([bot.ready, imported]);
    if (isNew) {
      await tellStory(slack, workspace.story, timeZone, present);
      writeFileSync(told, '');
    }
    slack.setUp();
  };

  return {
    slack,
    ready: start(),
    ended: bot.ended,
    close: async () => {
      isClosing = true;
      await bot.stop();
      await slack.stop();
    },
  };
}

/** Whoever knows them can be Slack for this bot, and the bot for this Slack: nobody but these two. */
function newSecrets() {
  return { botToken: `xoxb-${randomId(12)}`, appToken: `xapp-${randomId(12)}`, signingSecret: randomId(16) };
}

function lastPort(dataDir: string): number {
  const file = join(dataDir, 'port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0;
}

async function importDirectory(env: NodeJS.ProcessEnv, folder: string): Promise<void> {
  for (const kind of ['partners', 'customers'])
    await runCommandLine(env, ['import', kind, join(folder, `${kind}.csv`)]);
}
