import type { HomeView, KnownBlock } from '@slack/types';
import type { HomeSheet } from '../domain/shown-home.js';
import { context, header, plain, richText, section, words } from './blocks.js';
import { buildSettingsLast, buildSetupFirst } from './home-setup.js';
import { formatList, mention, oneLine } from './text.js';

/** What stands there until the rest has been read. */
export function buildLoadingHome(): HomeView {
  return { type: 'home', blocks: [context(plain('One moment…'))] };
}

/** Somebody's Home: what their roles give them to do, and nothing they may not see (SPEC 7). */
export function buildHome(sheet: HomeSheet): HomeView {
  return {
    type: 'home',
    blocks: [
      header(oneLine(sheet.programme)),
      ...buildSetupFirst(sheet.setup),
      ...welcome(sheet),
      ...buildSettingsLast(sheet.setup),
    ],
  };
}

/** For whoever has no role: what this is, and whom to ask. */
function welcome({ roles, admins, setup }: HomeSheet): KnownBlock[] {
  if (roles.size > 0 || setup?.kind === 'unclaimed') return [];
  return [
    richText(
      section([
        words('Partner Rewards lets your team reward its partners, review the rewards and pay them, in Slack.'),
      ]),
    ),
    context({ type: 'mrkdwn', text: whomToAsk(admins), verbatim: true }),
  ];
}

function whomToAsk(admins: readonly string[]): string {
  return admins.length > 0
    ? `Ask ${formatList(admins.slice(0, 5).map(mention), 'or')} if you should have a part in it.`
    : 'Ask an admin of this Slack workspace if you should have a part in it.';
}
