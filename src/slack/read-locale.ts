import type { WebClient } from '@slack/web-api';
import type { Reader } from '../domain/reader.js';

/** How a person reads: their language, numbers and days. `unsaid`: Slack does not say, as of people of other companies. */
export async function readLocale(client: WebClient, userId: string): Promise<Reader | 'unsaid'> {
  const { user } = await client.users.info({ user: userId, include_locale: true });
  return user?.locale && user.tz ? { locale: user.locale, timeZone: user.tz } : 'unsaid';
}
