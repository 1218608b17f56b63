import type { WebClient } from '@slack/web-api';

/** The scopes that were granted to the bot's token, as Slack names them beside every answer. */
export async function readScopes(client: WebClient): Promise<string[]> {
  const { response_metadata: metadata } = await client.auth.test();
  return metadata?.scopes ?? [];
}
