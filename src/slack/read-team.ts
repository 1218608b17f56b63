import type { WebClient } from '@slack/web-api';
import { refusalCode } from './errors.js';

/** A Slack team, as the bot's token knows it. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly botUserId: string;
}

/** Why the bot cannot start with this token, in a sentence for the operator. */
export class SlackStartError extends Error {
  override readonly name = 'SlackStartError';
}

/** Asks Slack whose token this is. Throws SlackStartError where Slack refuses the token or cannot be reached. */
export async function readTeam(client: WebClient): Promise<Team> {
  try {
    const { team_id: id, team, url, user_id: botUserId } = await client.auth.test();
    if (!id || !url || !botUserId)
      throw new SlackStartError('Slack did not say which workspace SLACK_BOT_TOKEN belongs to.');
    return { id, name: team ?? id, url, botUserId };
  } catch (error) {
    if (error instanceof SlackStartError) throw error;
    const code = refusalCode(error);
    throw new SlackStartError(
      code
        ? `Slack refused SLACK_BOT_TOKEN: ${code}. Copy it again from OAuth & Permissions in the settings of your Slack app.`
        : 'Slack cannot be reached. Check the network, and SLACK_API_URL if it is set.',
      { cause: error },
    );
  }
}
