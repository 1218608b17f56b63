import { isObject } from '../json.js';
import { checkBlocks } from './blocks.js';
import { type Check, type Problem, shape, string } from './checks.js';

const MAX_METADATA_BYTES = 8000;

/** Strings, numbers and booleans, objects of those, lists of those: @slack/types 3.2.0, message-metadata.d.ts */
const payload: Check = (value, at, found) => {
  const simple = (entry: unknown) => ['string', 'number', 'boolean'].includes(typeof entry);
  const flat = (entry: unknown) => simple(entry) || (isObject(entry) && Object.values(entry).every(simple));
  if (!isObject(value)) {
    found.push({ pointer: at, message: 'must be an object' });
    return;
  }
  for (const [name, entry] of Object.entries(value)) {
    if (!flat(entry) && !(Array.isArray(entry) && entry.every(flat)))
      found.push({ pointer: `${at}/${name}`, message: 'must be a string, a number, a boolean or an object of those' });
  }
};

const metadata: Check = (value, at, found) => {
  shape({ event_type: string({ min: 1, max: 255 }), event_payload: payload }, ['event_type', 'event_payload'])(
    value,
    at,
    found,
  );
  // Slack names the error and not the size; this one is a guess on the safe side.
  if (JSON.stringify(value).length > MAX_METADATA_BYTES) found.push({ pointer: at, message: 'metadata_too_large' });
};

export interface CheckedMessage {
  text?: unknown;
  blocks?: unknown;
  metadata?: unknown;
}

/**
 * Everything Slack would refuse in a message, and one thing it would only warn about: no top-level `text`,
 * which is what notifications show and screen readers read. Empty means fine.
 */
export function checkMessage(message: CheckedMessage): Problem[] {
  const found: Problem[] = [];
  if (message.text === undefined || message.text === '') found.push({ pointer: '/text', message: 'no_text' });
  else string({ max: 40_000 })(message.text, '/text', found);
  if (message.blocks !== undefined) found.push(...checkBlocks(message.blocks, 'message', '/blocks'));
  if (message.metadata !== undefined) metadata(message.metadata, '/metadata', found);
  return found;
}
