import type { WebClient } from '@slack/web-api';
import type { Reader } from '../domain/reader.js';
import type { HomeSheet } from '../domain/shown-home.js';
import { hasOpenHome, readHome } from '../services/read-home.js';
import { refusalCode } from '../slack/errors.js';
import { buildHome } from '../views/home.js';
import type { HandlerDeps } from './deps.js';
import { lookAtSetup } from './look-at-setup.js';
import { readerNow } from './reader-now.js';
import { createTurns } from './take-turns.js';

const inTurn = createTurns();

/**
 * Draws somebody's Home as things are now; `afresh`: what Slack says of the channels, too. One drawing at a time: two that
 * overtook each other would leave the older one standing.
 */
export function showHome(deps: HandlerDeps, client: WebClient, userId: string, { afresh = false } = {}): Promise<void> {
  return inTurn(deps, `${deps.workspaceId}:${userId}`, afresh, (anybodyAfresh) =>
    draw(deps, client, userId, anybodyAfresh),
  );
}

async function draw(deps: HandlerDeps, client: WebClient, userId: string, afresh: boolean): Promise<void> {
  const [sheet, setup, reader] = await Promise.all([
    readHome(deps, deps.workspaceId, userId),
    lookAtSetup(deps, client, userId, { afresh }),
    readerNow(deps, client, userId),
  ]);
  await publish(deps, client, { userId, sheet: { ...sheet, setup }, reader });
}

/** A Slack that does not take the pictures takes nothing else away: all that they say stands below them. */
async function publish(
  deps: HandlerDeps,
  client: WebClient,
  {
    userId,
    sheet,
    reader,
  }: { readonly userId: string; readonly sheet: HomeSheet; readonly reader: Reader | undefined },
): Promise<void> {
  try {
    await client.views.publish({ user_id: userId, view: buildHome(sheet, reader) });
  } catch (error) {
    const code = refusalCode(error);
    if (code === undefined || !sheet.invoices?.charts.length) throw error;
    deps.logger.warn({ userId, code }, 'Home published without its pictures');
    const invoices = { ...sheet.invoices, charts: [] };
    await client.views.publish({ user_id: userId, view: buildHome({ ...sheet, invoices }, reader) });
  }
}

/** The same after something they did, where they ever looked at it. Whatever fails here takes nothing back: it is logged. */
export async function refreshHome(deps: HandlerDeps, client: WebClient, userId: string): Promise<void> {
  try {
    if (await hasOpenHome(deps, deps.workspaceId, userId)) await showHome(deps, client, userId);
  } catch (error) {
    deps.logger.warn({ userId, err: error }, 'Home not refreshed');
  }
}
