import type { WebClient } from '@slack/web-api';
import type { Reader } from '../domain/reader.js';
import { readReader } from '../services/read-reader.js';
import { readLocale } from '../slack/read-locale.js';
import { within } from '../slack/within.js';
import type { HandlerDeps } from './deps.js';

const MOST_MS = 700;

/** The language, numbers and days of the person who waits for a form, if they are known, or can be, in a moment. */
export function readerNow(deps: HandlerDeps, client: WebClient, userId: string): Promise<Reader | undefined> {
  return readReader(deps, deps.workspaceId, userId, (id) => within(MOST_MS, readLocale(client, id)));
}
