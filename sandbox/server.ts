import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerUpload } from './answer-upload.js';
import { answerControl } from './control/answer-control.js';
import { isPagePath, servePage } from './control/serve-page.js';
import { answerResponseUrl } from './response-url.js';
import type { Sandbox } from './start-sandbox.js';
import type { SocketTransport } from './transport/socket-transport.js';
import { answerCall, type Office } from './web-api/answer-call.js';

// A page on the web may know our port: requests that were meant for another host name are not answered.
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Neither meant for another host, nor sent by a page of one: forms may be posted here from anywhere. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  if (!LOOPBACK_HOST.test(host) || headers['sec-fetch-site'] === 'cross-site') return false;
  return origin === undefined || origin === `http://${host}`;
}

async function route(
  office: Office,
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url = '/' } = request;
  const { pathname } = new URL(URL.canParse(url, 'http://127.0.0.1') ? url : '/unreadable', 'http://127.0.0.1');
  const [, area = '', ...rest] = pathname.split('/');
  const isLocal = isFromHere(request);
  if (isLocal && area === 'api' && request.method === 'POST')
    return answerCall(office, rest.join('/'), request, response);
  if (isLocal && area === 'response' && request.method === 'POST')
    return answerResponseUrl(office, rest.join('/'), request, response);
  if (isLocal && area === 'upload' && request.method === 'POST')
    return answerUpload(office, rest.at(-1) ?? '', request, response);
  if (isLocal && area === 'sandbox') return answerControl(sandbox, rest.join('/'), request, response);
  if (isLocal && isPagePath(pathname) && request.method === 'GET') return servePage(pathname, response);
  response.writeHead(404).end();
}

/** The sandbox's one port: the page, its control API, Web API, response_urls and Socket Mode, on loopback only. */
export async function listen(
  office: Office,
  sockets: SocketTransport,
  sandbox: Sandbox,
  port: number,
): Promise<Server> {
  const server = createServer((request, response) => {
    route(office, sandbox, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.accept(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
