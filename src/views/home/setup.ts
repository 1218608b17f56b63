import type { KnownBlock } from '@slack/types';
import { areChannelsDone, arePeopleDone, isSetupDone, type SetupReport } from '../../domain/setup.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, context, factLines, type Line, plain, words } from '../blocks.js';
import { ACTION } from '../ids.js';
import { TOPICS, type Topic, topicButton } from '../settings-topics.js';
import { channelLine, moneyLine, peopleLines } from '../setup-words.js';

/** What stands first in Home while there is something to set up, for whoever can do it. */
export function buildSetupFirst({ setup }: HomeSheet): KnownBlock[] {
  if (setup?.kind === 'unclaimed') return claim(setup.mayClaim);
  return setup && !isSetupDone(setup.report) ? steps(setup.report) : [];
}

/** What stands last in an admin's Home once all is set up. */
export function buildSettingsLast({ setup }: HomeSheet): KnownBlock[] {
  if (setup?.kind !== 'admin' || !isSetupDone(setup.report)) return [];
  return [...factLines([bold('Settings')], ...linesOf(setup.report)), buttons(TOPICS)];
}

function claim(mayClaim: boolean): KnownBlock[] {
  const what: Line = [
    words('Partner Rewards lets your team reward its partners, review the rewards and pay them, in Slack.'),
  ];
  if (!mayClaim) {
    const who = 'It is not set up yet. An admin or owner of this Slack workspace can do that, here in their Home.';
    return factLines(what, [words(who)]);
  }
  return [
    ...factLines(what, [
      words('It is not set up yet. You run this Slack workspace, so you can: you become its first admin.'),
    ]),
    {
      type: 'actions',
      elements: [
        { type: 'button', style: 'primary', action_id: ACTION.claimAdmin, text: plain('Set up Partner Rewards') },
      ],
    },
  ];
}

function steps(report: SetupReport): KnownBlock[] {
  return [
    ...factLines(
      [bold('Set up Partner Rewards')],
      [words('Three steps. Each checks itself; open this Home again to see it afresh.')],
    ),
    ...step('1 · Channels', areChannelsDone(report), report.channels.map(channelLine)),
    buttons(['channels']),
    ...step('2 · People', arePeopleDone(report), peopleLines(report.people)),
    buttons(['managers', 'approvers', 'finance', 'admins']),
    ...step('3 · Money and time', true, [moneyLine(report)]),
    buttons(['money', 'time']),
    context(plain('The rest works as it is:')),
    buttons(['review', 'paper']),
  ];
}

function step(title: string, isDone: boolean, lines: readonly Line[]): KnownBlock[] {
  return factLines([bold(title), words(isDone ? ' · done' : ' · to do')], ...lines);
}

function linesOf(report: SetupReport): Line[] {
  return [...report.channels.map(channelLine), ...peopleLines(report.people), moneyLine(report)];
}

function buttons(topics: readonly Topic[]): KnownBlock {
  return { type: 'actions', elements: topics.map((topic) => topicButton(topic)) };
}
