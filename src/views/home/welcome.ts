import type { KnownBlock } from '@slack/types';
import type { HomeSheet } from '../../domain/shown-home.js';
import { context, factLines, mrkdwn, words } from '../blocks.js';
import { formatList, mention } from '../formats.js';

const MOST_NAMED = 5;

/** For whoever has no part in it: what this is, and whom to ask. Before it is set up, the set-up says both. */
export function buildWelcome({ roles, admins, earnings, setup }: HomeSheet): KnownBlock[] {
  if (roles.size > 0 || earnings || setup) return [];
  return [
    ...factLines([
      words('Partner Rewards lets your team reward its partners, review the rewards and pay them, in Slack.'),
    ]),
    context(mrkdwn(whomToAsk(admins))),
  ];
}

function whomToAsk(admins: readonly string[]): string {
  return admins.length > 0
    ? `Ask ${formatList(
        admins.slice(0, MOST_NAMED).map((admin) => mention(admin)),
        'or',
      )} if you should have a part in it.`
    : 'Ask an admin of this Slack workspace if you should have a part in it.';
}
