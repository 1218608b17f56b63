import { LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { refusalCode } from './errors.js';
import { createHealthServer, type IsReady } from './health.js';
import { createHttpReceiver } from './http-receiver.js';
import { createPackageLogger } from './package-logger.js';
import { SlackStartError } from './read-team.js';
import { createSocketPayloads } from './socket-payloads.js';

export interface ReceiverSettings {
  readonly port: number;
  /** The address to listen on. None named: every one there is over HTTP, the loopback for health in Socket Mode. */
  readonly host?: string | undefined;
  readonly slack: {
    readonly appToken?: string | undefined;
    readonly signingSecret?: string | undefined;
    readonly apiUrl: string;
  };
}

export interface ReceiverParts {
  readonly isReady: IsReady;
  readonly logger: Logger;
}

/** Socket Mode where there is an app token, else signed HTTP on /slack/events. Health is answered on `port` in both. */
export function createReceiver(settings: ReceiverSettings, parts: ReceiverParts): Receiver {
  const { appToken, signingSecret = '' } = settings.slack;
  return appToken ? overSocket(settings, appToken, parts) : createHttpReceiver({ ...settings, signingSecret }, parts);
}

/**
 * Slack asks for a fresh connection every few hours, and may be away for a while itself: it is asked again for most of
 * an hour. After that, and where it refuses the token, the client's rejection goes unhandled and `app.ts` ends the
 * process with a log line, for its supervisor to start again.
 */
const UNTIL_SLACK_IS_BACK = { timeout: 10_000, retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 } };

const LOOPBACK = '127.0.0.1';

function overSocket(
  { port, host = LOOPBACK, slack }: ReceiverSettings,
  appToken: string,
  { isReady, logger }: ReceiverParts,
): Receiver {
  const health = createHealthServer({ port, host }, isReady);
  const socket = new SocketModeReceiver({
    appToken,
    logger: createPackageLogger(logger, 'socket-mode', LogLevel.WARN),
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, ...UNTIL_SLACK_IS_BACK } },
  });
  const payloads = createSocketPayloads(socket, logger);
  return {
    init: (app) => payloads.init(app),
    async start() {
      await health.start();
      await socket.start().catch(explainAppToken);
    },
    async stop() {
      await payloads.stop();
      await socket.stop();
      await health.stop();
    },
  };
}

function explainAppToken(error: unknown): never {
  const code = refusalCode(error);
  if (!code) throw error;
  throw new SlackStartError(
    `Slack refused SLACK_APP_TOKEN: ${code}. Copy it again from Basic Information in the settings of your Slack app.`,
    { cause: error },
  );
}
