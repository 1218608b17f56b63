import type { Reader } from '../domain/reader.js';
import { readReader } from '../services/read-reader.js';
import { readLocale } from '../slack/read-locale.js';
import type { JobContext } from './context.js';

/** How the person a message goes to reads numbers and days; undefined where nobody knows, which holds nothing up. */
export function readerOf(context: JobContext, workspaceId: string, userId: string): Promise<Reader | undefined> {
  const client = context.slackOf(workspaceId);
  return readReader(context, workspaceId, userId, (id) => readLocale(client, id));
}
