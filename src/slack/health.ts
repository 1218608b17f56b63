import { createServer, type Server, type ServerResponse } from 'node:http';

export type IsReady = () => Promise<boolean>;

/** What each health address answers. */
export const healthAnswers: Readonly<Record<string, (response: ServerResponse, isReady: IsReady) => Promise<void>>> = {
  '/healthz': async (response) => void response.writeHead(200).end('alive\n'),
  '/readyz': async (response, isReady) => {
    const ready = await isReady();
    response.writeHead(ready ? 200 : 503).end(ready ? 'ready\n' : 'not ready\n');
  },
};

/** Answers for the bot's health where Slack itself comes over a socket. */
export function createHealthServer(
  at: { readonly port: number; readonly host?: string | undefined },
  isReady: IsReady,
) {
  const server: Server = createServer((request, response) => {
    // Bolt's own server parses the address first, and `GET //` rejects unheard there, which ends the process.
    const answer = request.method === 'GET' ? healthAnswers[request.url?.split('?')[0] ?? ''] : undefined;
    if (answer) void answer(response, isReady);
    else response.writeHead(404).end();
  });
  return {
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(at, resolve);
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
