import { type CustomRoute, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';

export interface ReceiverSettings {
  readonly port: number;
  readonly slack: {
    readonly appToken?: string | undefined;
    readonly signingSecret?: string | undefined;
    readonly apiUrl: string;
  };
}

export interface ReceiverParts {
  readonly isReady: () => Promise<boolean>;
  readonly logger: Logger;
}

/** Socket Mode where there is an app token, else signed HTTP on /slack/events. Health is answered on `port` in both. */
export function createReceiver({ port, slack }: ReceiverSettings, { isReady, logger }: ReceiverParts): Receiver {
  const customRoutes = healthRoutes(isReady);
  if (slack.appToken) {
    return new SocketModeReceiver({
      appToken: slack.appToken,
      customRoutes,
      logLevel: LogLevel.WARN,
      installerOptions: {
        port,
        // Slack asks for a fresh connection every few hours, and may be away for a while itself.
        clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 10, factor: 1.3 } },
      },
    });
  }
  return new HTTPReceiver({
    signingSecret: slack.signingSecret ?? '',
    port,
    customRoutes,
    logLevel: LogLevel.ERROR,
    bodyLimit: '1mb',
    unhandledRequestTimeoutMillis: 3_001,
    unhandledRequestHandler: ({ response }) => {
      logger.error('a request was not answered within three seconds');
      response.writeHead(404);
      response.end();
    },
  });
}

function healthRoutes(isReady: () => Promise<boolean>): CustomRoute[] {
  return [
    { path: '/healthz', method: 'GET', handler: (_request, response) => void response.writeHead(200).end('alive\n') },
    {
      path: '/readyz',
      method: 'GET',
      handler: async (_request, response) => {
        const ready = await isReady();
        response.writeHead(ready ? 200 : 503).end(ready ? 'ready\n' : 'not ready\n');
      },
    },
  ];
}
