import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions as bolt, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { systemClock } from '../clock.js';
import { deliverPayload } from './deliver-payload.js';
import { healthAnswers, type IsReady } from './health.js';
import { shapeOf } from './payload-shape.js';
import { within } from './within.js';

export interface HttpReceiverSettings {
  readonly port: number;
  readonly host?: string | undefined;
  readonly signingSecret: string;
}

const ENDPOINT = '/slack/events';
const BODY_LIMIT = '1mb';
/** Slack waits three seconds. */
const ANSWER_TIMEOUT_MS = 3_001;
const MAX_CLOCK_SKEW_MS = 5 * 60_000;
/** How long `stop` waits for requests that are still being sent or answered. */
const STOP_TIMEOUT_MS = 4_000;

/** The request is refused with this status; the message is for the log. */
class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(reason);
  }
}

/**
 * Receives Slack's signed requests, and answers for health on the same port. It replaces Bolt's HTTPReceiver, in which
 * some payloads and paths end the process: it writes a head twice, and rejects outside of any handler.
 */
export function createHttpReceiver(
  { port, host, signingSecret }: HttpReceiverSettings,
  { isReady, logger }: { readonly isReady: IsReady; readonly logger: Logger },
): Receiver {
  let app: App | undefined;
  let isStopping = false;
  const server = createServer((request, response) => {
    // A proxy must not send its next request over a connection that is about to be closed.
    if (isStopping) response.setHeader('connection', 'close');
    route(request, response).catch((error: unknown) => {
      logger.error({ err: error }, 'request failed');
      answer(response, 500);
    });
  });

  // An unsigned request must not hold memory for Node's five minutes. Proxies keep connections longer than five seconds.
  server.headersTimeout = 5_000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 75_000;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const health = request.method === 'GET' ? healthAnswers.get(path) : undefined;
    if (health) return health(response, isReady);
    if (path !== ENDPOINT || request.method !== 'POST' || !app) return answer(response, 404);
    try {
      const body = await readBody(request, signingSecret);
      if (isSslCheck(body)) return answer(response, 200);
      if (isUrlVerification(body)) return bolt.buildUrlVerificationResponse(response, body);
      await receive(app, body, request, response);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      logger.debug({ status: error.status, reason: error.message }, 'request refused');
      answer(response, error.status);
    }
  }

  async function receive(to: App, body: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      logger.error({ shape: shapeOf(body) }, 'request not answered within three seconds');
      answer(response, 404);
    }, ANSWER_TIMEOUT_MS);
    const ack = async (content: unknown) => {
      clearTimeout(timer);
      if (response.headersSent) throw new Error('the request was answered before');
      bolt.buildContentResponse(response, content);
    };
    const retryNum = bolt.extractRetryNumFromHTTPRequest(request);
    const retryReason = bolt.extractRetryReasonFromHTTPRequest(request);
    const retry = { ...(retryNum !== undefined && { retryNum }), ...(retryReason !== undefined && { retryReason }) };
    const outcome = await deliverPayload(to, { body, ack, ...retry }, logger);
    clearTimeout(timer);
    if (outcome !== 'answered') answer(response, outcome === 'unreadable' ? 400 : 404);
  }

  return {
    init: (initialised) => {
      app = initialised;
    },
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen({ port, ...(host && { host }) }, resolve);
      }),
    /** Takes no more requests, and waits until those it took are answered. */
    async stop() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await within(STOP_TIMEOUT_MS, closed);
      server.closeAllConnections();
    },
  };
}

/** The path without the query. Empty for a path that is no valid address, such as `//`. */
function pathOf({ url = '' }: IncomingMessage): string {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : '';
}

/** Reads and parses a body that Slack signed within five minutes of now. Throws RequestRefused. */
async function readBody(request: IncomingMessage, signingSecret: string): Promise<unknown> {
  // Bolt refuses old timestamps only. Both are compared with the machine's clock, which Slack's is near to.
  const sentAt = Number(request.headers['x-slack-request-timestamp']) * 1_000;
  if (sentAt > systemClock.now().getTime() + MAX_CLOCK_SKEW_MS) throw new RequestRefused(401, 'from the future');
  const buffered = await bolt
    .parseAndVerifyHTTPRequest({ enabled: true, signingSecret, bodyLimit: BODY_LIMIT }, request)
    .catch((error: unknown) => {
      if (!bolt.isRawBodyError(error)) throw new RequestRefused(401, 'not verified');
      throw new RequestRefused(error.statusCode === 413 ? 413 : 400, error.type);
    });
  try {
    return bolt.parseHTTPRequestBody(buffered);
  } catch {
    throw new RequestRefused(400, 'no JSON');
  }
}

function isSslCheck(body: unknown): boolean {
  return Object(body).ssl_check === '1';
}

function isUrlVerification(body: unknown): boolean {
  return Object(body).type === 'url_verification';
}

/** Answers with a status alone, once. Slack is told not to repeat an event that would be refused again. */
function answer(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status, status < 400 ? {} : { 'x-slack-no-retry': '1' }).end();
}
