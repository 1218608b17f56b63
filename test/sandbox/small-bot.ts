import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.js';

export const WORKSPACE: SandboxOptions = {
  users: [
    { id: 'U0ANA', name: 'ana', realName: 'Ana Silva', email: 'ana@example.com', tz: 'Europe/Berlin' },
    { id: 'U0BO', name: 'bo', realName: 'Bo Berg', email: 'bo@example.com' },
    { id: 'U0LENA', name: 'lena', realName: 'Lena Acme', email: 'lena@acme.example', teamId: 'T0ACME' },
    { id: 'U0ODD', name: 'odd', realName: 'Odd Stranger', teamId: 'T0OTHER' },
    { id: 'U0GONE', name: 'gone', realName: 'Gone Away', email: 'gone@example.com', deleted: true },
  ],
  channels: [
    { id: 'C0GENERAL', name: 'general', members: ['U0ANA', 'U0BO', 'BOT'] },
    { id: 'C0REVIEW', name: 'reward-review', isPrivate: true, members: ['U0ANA', 'U0BO', 'BOT'] },
    { id: 'C0SHARED', name: 'acme-shared', isExtShared: true, members: ['U0LENA', 'BOT'] },
    { id: 'C0OUT', name: 'outside', members: ['U0ANA'] },
    { id: 'C0SECRET', name: 'secret', isPrivate: true, members: ['U0ANA'] },
    { id: 'C0OLD', name: 'old', isArchived: true, members: ['U0ANA', 'BOT'] },
  ],
  userGroups: [{ id: 'S0APPROVERS', handle: 'approvers', users: ['U0BO', 'U0GONE'] }],
};

/** The failures are the point of many tests; nobody needs to read about them. */
export const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export interface SmallBot {
  app: App;
  sandbox: Sandbox;
  stop(): Promise<void>;
}

/** A bot with nothing in it, connected to a sandbox of its own. */
export async function startSmallBot(
  transport: 'http' | 'socket',
  fill: (app: App) => void,
  options: Partial<SandboxOptions> = {},
): Promise<SmallBot> {
  const sandbox = await startSandbox({ ...WORKSPACE, transport, ...options });
  const clientOptions = { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 }, timeout: 2500 };
  const receiver =
    transport === 'http'
      ? new HTTPReceiver({ signingSecret: sandbox.signingSecret, logger: SILENT })
      : new SocketModeReceiver({
          appToken: sandbox.appToken,
          logger: SILENT,
          installerOptions: {
            clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
          },
        });
  const app = new App({
    token: sandbox.botToken,
    receiver,
    deferInitialization: true,
    convoStore: false,
    logger: SILENT,
    clientOptions: { ...clientOptions, rejectRateLimitedCalls: true },
  });
  fill(app);
  await app.init();
  const server = await app.start(0);
  if (receiver instanceof HTTPReceiver) {
    const address =
      'address' in Object(server) ? Reflect.apply(Reflect.get(Object(server), 'address'), server, []) : null;
    sandbox.deliverTo(`http://127.0.0.1:${Reflect.get(Object(address), 'port')}/slack/events`);
  }
  const stop = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { app, sandbox, stop };
}

/** A bot for one test, stopped however the test ends. */
export async function withSmallBot(
  transport: 'http' | 'socket',
  fill: (app: App) => void,
  use: (bot: SmallBot) => Promise<void>,
): Promise<void> {
  const bot = await startSmallBot(transport, fill);
  await use(bot).finally(bot.stop);
}
