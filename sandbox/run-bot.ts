import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from './start-sandbox.js';
import type { SandboxWorkspace } from './workspaces/workspace.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface RunningBot {
  readonly child: ChildProcess;
  readonly url: string;
  /** Has the bot's clock go so far ahead of the real one, in milliseconds, and do what is due by then. */
  moveClock(offsetMs: number): Promise<void>;
}

/** The variables with which a bot belongs to the sandbox's Slack and to nobody's real one. */
export function environmentFor(
  sandbox: Sandbox,
  { settings }: SandboxWorkspace,
  own: { readonly dataDir: string; readonly port: number },
): NodeJS.ProcessEnv {
  return {
    LOG_LEVEL: 'warn',
    ...process.env,
    ...settings,
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SANDBOX_CLOCK_OFFSET_MS: String(sandbox.world.clock.offsetMs),
    PORT: String(own.port),
    DATA_DIR: own.dataDir,
  };
}

/** Starts the bot as a child that ends with this process, and waits until it is ready. Ends with it if it ends first. */
export async function runBot(env: NodeJS.ProcessEnv): Promise<RunningBot> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/sandbox-bot.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${env.PORT}`;
  while (!(await isReady(url))) {
    // It has said why.
    if (child.exitCode !== null) process.exit(child.exitCode);
    await wait(50);
  }
  const moveClock = (offsetMs: number) =>
    new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.send({ offsetMs }, (error) => error && reject(error));
    });
  return { child, url, moveClock };
}

/** Runs one command of the bot's own command line to its end. */
export async function runCommandLine(env: NodeJS.ProcessEnv, words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`\`rewards ${words.join(' ')}\` ended with exit code ${code}.`);
}

/** A port nobody listens on: the one asked for, or any. */
export async function findPort(wanted = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wanted, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : wanted;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
}
