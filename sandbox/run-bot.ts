import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from './start-sandbox.js';
import type { SandboxWorkspace } from './workspaces/workspace.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = ['--disable-warning=DeprecationWarning', '--import', 'tsx'];

/** What a bot here takes from its surroundings. No database of theirs, no Slack of theirs. */
const TAKEN_ALONG = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LOG_LEVEL'];

export interface RunningBot {
  /** Resolves when it can be used. Rejects, with how it ended, if it ends before. */
  readonly ready: Promise<void>;
  /** How it ended, in words. */
  readonly ended: Promise<string>;
  /** Has the bot's clock go so far ahead of the real one, in milliseconds, and do what is due by then. */
  moveClock(offsetMs: number): Promise<void>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>;
}

/** The variables with which a bot belongs to the sandbox's Slack and database, and to nobody's real ones. */
export function environmentFor(
  sandbox: Sandbox,
  { settings }: SandboxWorkspace,
  own: { readonly dataDir: string; readonly port: number },
): NodeJS.ProcessEnv {
  const taken = TAKEN_ALONG.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return {
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(taken),
    ...settings,
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SANDBOX_CLOCK_OFFSET_MS: String(sandbox.world.clock.offsetMs),
    HOST: '127.0.0.1',
    PORT: String(own.port),
    DATA_DIR: own.dataDir,
  };
}

/** Starts the bot as a child that ends with this process. */
export function runBot(env: NodeJS.ProcessEnv): RunningBot {
  const child = spawn(process.execPath, [...NODE, 'scripts/sandbox-bot.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`));
  });
  const orEnded = <Result>(result: Promise<Result>): Promise<Result> =>
    Promise.race([result, ended.then((how): never => raise(`The bot ${how}.`))]);
  return {
    ready: orEnded(untilReady(`http://127.0.0.1:${env.PORT}`, child)),
    ended,
    moveClock: (offsetMs) =>
      orEnded(
        new Promise<void>((resolve, reject) => {
          child.once('message', () => resolve());
          child.send({ offsetMs }, (error) => error && reject(error));
        }),
      ),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function raise(sentence: string): never {
  throw new Error(sentence);
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !(await isReady(url))) await wait(50);
}

/** Runs one command of the bot's own command line to its end. */
export async function runCommandLine(env: NodeJS.ProcessEnv, words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...NODE, 'src/cli.ts', ...words], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`\`rewards ${words.join(' ')}\` ended with exit code ${code}.`);
}

/** A port nobody listens on: the one wished for if it is free, or any. */
export async function findPort(wished = 0): Promise<number> {
  const server = createServer();
  const listening = new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(wished, '127.0.0.1', resolve),
  );
  try {
    await listening;
  } catch (error) {
    if (wished !== 0) return findPort();
    throw error;
  }
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : wished;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
}
