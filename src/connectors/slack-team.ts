import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';
import { z } from 'zod';

/** Slack would not say which team the token is for. The message is a sentence for the operator. */
export class SlackTeamError extends Error {
  override readonly name = 'SlackTeamError';
}

const answer = z.object({ team_id: z.string(), team: z.string(), url: z.string(), user_id: z.string() });
const WAIT_MS = 10_000;

/** Asks Slack once, with auth.test, whose team the bot token is for. Throws SlackTeamError. */
export async function readSlackTeam(slack: {
  readonly botToken: string;
  readonly apiUrl: string;
}): Promise<{ id: string; name: string; url: string; botUserId: string }> {
  const client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: WAIT_MS,
    // Every failure becomes a sentence here; the client's own lines would only stand beside it.
    logLevel: LogLevel.ERROR,
  });
  try {
    const team = answer.parse(await client.auth.test());
    return { id: team.team_id, name: team.team, url: team.url, botUserId: team.user_id };
  } catch (error) {
    throw new SlackTeamError(explain(error), { cause: error });
  }
}

function explain(error: unknown): string {
  const failure = z
    .object({ code: z.string(), data: z.object({ error: z.string() }).optional().catch(undefined) })
    .safeParse(error);
  if (failure.data?.code === ErrorCode.PlatformError) {
    return `Slack does not accept SLACK_BOT_TOKEN (${failure.data.data?.error ?? 'no reason given'}).`;
  }
  return 'Slack did not answer; look at the network and at SLACK_API_URL, and try again.';
}
