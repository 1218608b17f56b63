import type { WebClient } from '@slack/web-api';
import { type ChannelCheck, type ChannelLook, channelProblemOf, mayClaim } from '../domain/setup.js';
import type { HomeSetup } from '../domain/shown-home.js';
import { readSetup, type SetupFacts } from '../services/read-setup.js';
import { readCallFailure } from '../slack/errors.js';
import { findDeactivated, lookAtChannel, readSlackPerson } from '../slack/look-around.js';
import type { HandlerDeps } from './deps.js';
import { createLastLooks } from './last-looks.js';

/** What of the setup this person is shown. Slack is asked about both channels at once, and only for admins. */
export async function lookAtSetup(
  deps: HandlerDeps,
  client: WebClient,
  userId: string,
  { afresh }: { readonly afresh: boolean },
): Promise<HomeSetup | undefined> {
  const facts = await readSetup(deps, deps.workspaceId);
  if (!facts.hasAdmin) return { kind: 'unclaimed', mayClaim: await seemsToRunSlack(deps, client, userId) };
  if (!facts.adminIds.has(userId)) return undefined;
  const { people } = facts;
  const [channels, deactivated] = await Promise.all([
    checkChannels(deps, client, facts, afresh),
    checkPeople(deps, client, facts, afresh),
  ]);
  return { kind: 'admin', report: { ...facts, channels, people: { ...people, deactivated } } };
}

const channelLooks = createLastLooks<ChannelLook>();
const peopleLooks = createLastLooks<string[]>();

/** Settings were changed: the next Home asks Slack again. */
export function forgetLooks(deps: HandlerDeps): void {
  channelLooks.forget(deps);
  peopleLooks.forget(deps);
}

function checkChannels(
  deps: HandlerDeps,
  client: WebClient,
  { channels }: SetupFacts,
  afresh: boolean,
): Promise<ChannelCheck[]> {
  // Slack's silence says nothing of the channel: it is asked again.
  const how = { afresh, isNews: ({ kind }: ChannelLook) => kind !== 'no_answer' };
  return Promise.all(
    channels.map(async ({ setting, channel }): Promise<ChannelCheck> => {
      if (!channel) return { setting, channel, problem: 'not_chosen' };
      const look = await channelLooks.at(deps, channel, how, () => lookAtChannel(client, channel));
      return { setting, channel, problem: channelProblemOf(look) };
    }),
  );
}

function checkPeople(deps: HandlerDeps, client: WebClient, { people }: SetupFacts, afresh: boolean): Promise<string[]> {
  const { deciders } = people;
  return peopleLooks.at(deps, deciders.join(), { afresh }, () => findDeactivated(client, deciders));
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
