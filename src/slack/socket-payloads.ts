import type { App, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { deliverPayload, type IncomingPayload } from './deliver-payload.js';
import { createInFlight } from './in-flight.js';
import { isJsonObject, shapeOf } from './payload-shape.js';
import { within } from './within.js';

export interface SocketPayloads {
  init(app: App): void;
  /** Resolves when what was taken is answered and no more is taken: nothing can be answered once the socket is closed. */
  stop(): Promise<void>;
}

interface Envelope {
  readonly body: unknown;
  readonly ack: (response?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

/** How long new payloads are still taken while earlier ones wait for their answer. */
const TAKING_MS = 1_000;
const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Takes the payloads of a Socket Mode client, in place of Bolt's own listener. Bolt and the client reject outside of any
 * handler for some of them, which would end the process.
 */
export function createSocketPayloads({ client }: SocketModeReceiver, logger: Logger): SocketPayloads {
  const unanswered = createInFlight();
  let app: App | undefined;
  let isTaking = true;

  async function take({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Envelope): Promise<void> {
    if (!app || !isTaking) return;
    const { promise: answered, resolve } = promiseWithResolver();
    void unanswered.track(answered);
    const payload: IncomingPayload = {
      body,
      ack: (response) => ack(response).finally(resolve),
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
    };
    const outcome = await deliverPayload(app, payload, logger);
    // Unacknowledged, an event is sent again. To a person who waits, Slack says better that there was no answer.
    if (outcome !== 'answered' && !isPersonWaiting(body))
      await ack().catch((error: unknown) => logger.warn({ err: error }, 'payload could not be acknowledged'));
    resolve();
  }

  client.removeAllListeners('slack_event').on('slack_event', (envelope: Envelope) => void take(envelope));

  const listeners = client.listeners('ws_message') as ((data: unknown, isBinary: unknown) => Promise<void>)[];
  client.removeAllListeners('ws_message').on('ws_message', (data: unknown, isBinary: unknown) => {
    const message = readableMessage(data);
    for (const listener of listeners)
      listener(message, isBinary).catch((error: unknown) =>
        logger.warn({ err: error, shape: shapeOf(parse(data)) }, 'socket message could not be read'),
      );
  });

  return {
    init: (initialised) => {
      app = initialised;
    },
    async stop() {
      await within(TAKING_MS, unanswered.idle());
      isTaking = false;
      await within(ANSWER_TIMEOUT_MS, unanswered.idle());
    },
  };
}

/** Whether a person waits for the answer: it is for a form, a button or a command. */
function isPersonWaiting(body: unknown): boolean {
  return isJsonObject(body) && !('event' in body);
}

/** The client reads `payload.event.type` of an event: without an event, it is passed on as an envelope of no type. */
function readableMessage(data: unknown): unknown {
  const message = parse(data);
  if (!isJsonObject(message) || message.type !== 'events_api') return data;
  if (isJsonObject(message.payload) && isJsonObject(message.payload.event)) return data;
  return JSON.stringify({ ...message, type: 'unreadable' });
}

function parse(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}

function promiseWithResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
