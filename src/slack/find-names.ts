import type { WebClient } from '@slack/web-api';
import { within } from './within.js';

const MOST_MS = 700;
const MOST_NAMES = 5;

/** The names of the first few of these people, as far as Slack tells them in a moment. */
export async function findNames(client: WebClient, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  await Promise.all(
    userIds.slice(0, MOST_NAMES).map(async (id) => {
      const user = (await within(MOST_MS, client.users.info({ user: id })))?.user;
      const name = user?.profile?.real_name || user?.real_name;
      if (name) names.set(id, name);
    }),
  );
  return names;
}
