import type { WebClient } from '@slack/web-api';
import { isPermalinkIn, type MessagePlace, permalinkOf } from '../domain/evidence.js';
import { within } from './within.js';

const MOST_MS = 700;

/**
 * The address of a message. Slack says it of the channels that the bot is in; of the others it is built from the team's
 * own address, and so it is where Slack takes too long or says something that is no address of this team.
 */
export async function findPermalink(client: WebClient, teamUrl: string, place: MessagePlace): Promise<string> {
  const asked = client.chat.getPermalink({ channel: place.channel, message_ts: place.ts });
  const answer = await within(MOST_MS, asked);
  const link = answer?.permalink;
  return link && isPermalinkIn(teamUrl, link) ? link : permalinkOf(teamUrl, place);
}
