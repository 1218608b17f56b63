import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerControl } from './control/answer-control.js';
import { answerResponseUrl } from './response-url.js';
import type { Sandbox } from './start-sandbox.js';
import type { SocketTransport } from './transport/socket-transport.js';
import { answerCall, type Office } from './web-api/answer-call.js';

// A page on the web may know our port: requests that were meant for another host name are not answered.
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

function route(office: Office, sandbox: Sandbox, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, area = '', ...rest] = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/');
  const isLocal = LOOPBACK_HOST.test(request.headers.host ?? '');
  if (isLocal && area === 'api' && request.method === 'POST')
    return answerCall(office, rest.join('/'), request, response);
  if (isLocal && area === 'response' && request.method === 'POST')
    return answerResponseUrl(office, rest.join('/'), request, response);
  if (isLocal && area === 'sandbox') return answerControl(sandbox, rest.join('/'), request, response);
  response.writeHead(404).end();
  return Promise.resolve();
}

/** The sandbox's one port: Web API, response_urls, Socket Mode and the control API, on loopback only. */
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
