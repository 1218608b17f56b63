import type { WebClient } from '@slack/web-api';
import { type ChannelCheck, channelProblemOf, mayClaim } from '../domain/setup.js';
import type { HomeSetup } from '../domain/shown-home.js';
import { readSetup, type SetupFacts } from '../services/read-setup.js';
import { readCallFailure } from '../slack/errors.js';
import { findDeactivated, lookAtChannel, readSlackPerson } from '../slack/look-around.js';
import type { HandlerDeps } from './deps.js';

/** What of the setup this person is shown. Slack is asked about both channels at once, and only for admins. */
export async function lookAtSetup(
  deps: HandlerDeps,
  client: WebClient,
  userId: string,
): Promise<HomeSetup | undefined> {
  const facts = await readSetup(deps, deps.workspaceId);
  if (!facts.hasAdmin) return { kind: 'unclaimed', mayClaim: await seemsToRunSlack(deps, client, userId) };
  if (!facts.adminIds.has(userId)) return undefined;
  const { people } = facts;
  const [channels, deactivated] = await Promise.all([
    checkChannels(client, facts),
    findDeactivated(client, people.deciders),
  ]);
  return { kind: 'admin', report: { ...facts, channels, people: { ...people, deactivated } } };
}

function checkChannels(client: WebClient, { channels }: SetupFacts): Promise<ChannelCheck[]> {
  return Promise.all(
    channels.map(async ({ setting, channel }): Promise<ChannelCheck> => {
      if (!channel) return { setting, channel, problem: 'not_chosen' };
      return { setting, channel, problem: channelProblemOf(await lookAtChannel(client, channel)) };
    }),
  );
}

/** Where Slack does not say, the button is offered all the same: the press asks again. */
async function seemsToRunSlack({ workspaceId }: HandlerDeps, client: WebClient, userId: string): Promise<boolean> {
  try {
    return mayClaim(await readSlackPerson(client, workspaceId, userId));
  } catch (error) {
    if (readCallFailure(error)) return true;
    throw error;
  }
}
