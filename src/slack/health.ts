import { createServer, type Server, type ServerResponse } from 'node:http';

export type IsReady = () => Promise<boolean>;

/** What each health address answers. */
export const healthAnswers: ReadonlyMap<string, (response: ServerResponse, isReady: IsReady) => Promise<void>> =
  new Map([
    ['/healthz', async (response: ServerResponse) => void response.writeHead(200).end('alive\n')],
    [
      '/readyz',
      async (response: ServerResponse, isReady: IsReady) => {
        const ready = await isReady();
        response.writeHead(ready ? 200 : 503).end(ready ? 'ready\n' : 'not ready\n');
      },
    ],
  ]);

/** Answers for the bot's health where Slack itself comes over a socket. */
export function createHealthServer(at: { readonly port: number; readonly host: string }, isReady: IsReady) {
  const server: Server = createServer((request, response) => {
    // The path is not parsed as an address: `GET //` is none.
    const answer = request.method === 'GET' ? healthAnswers.get(request.url?.split('?')[0] ?? '') : undefined;
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
