import type { App, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { isJsonObject, shapeOf } from './payload-shape.js';

/** `unreadable`: Bolt could not process it. `unhandled`: nothing listens to it. */
export type DeliveryOutcome = 'answered' | 'unreadable' | 'unhandled';

/** A payload from Slack, which may be any JSON value, and how to answer it. */
export interface IncomingPayload extends Omit<ReceiverEvent, 'body'> {
  readonly body: unknown;
}

/**
 * Passes a payload to Bolt, and logs the shape of one that was not answered. Never throws. Resolves when all work for it
 * has ended, which may be long after it was answered.
 */
export async function deliverPayload(
  app: App,
  { body, ack, ...rest }: IncomingPayload,
  logger: Logger,
): Promise<DeliveryOutcome> {
  let isAnswered = false;
  const trackedAck: typeof ack = async (response) => {
    isAnswered = true;
    await ack(response);
  };
  try {
    if (isJsonObject(body)) await app.processEvent({ ...rest, body, ack: trackedAck });
  } catch (error) {
    logger.warn({ err: error, shape: shapeOf(body) }, 'payload could not be processed');
    return isAnswered ? 'answered' : 'unreadable';
  }
  if (isAnswered) return 'answered';
  logger.warn({ shape: shapeOf(body) }, 'payload not handled');
  return 'unhandled';
}
