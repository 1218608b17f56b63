import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../domain/reader.js';
import { areChannelsDone, arePeopleDone, isMoneyDone, isSetupDone, type SetupReport } from '../../domain/setup.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, context, factLines, type Line, plain, words } from '../blocks.js';
import { ACTION } from '../ids.js';
import { TOPICS, type Topic, topicButton } from '../settings-topics.js';
import { channelLine, moneyLine, peopleLines } from '../setup-words.js';
import { speakTo } from '../speak.js';

/** What stands first in Home while there is something to set up, for whoever can do it. */
export function buildSetupFirst({ setup }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (setup?.kind === 'unclaimed') return claim(setup.mayClaim, reader);
  return setup && !isSetupDone(setup.report) ? steps(setup.report, reader) : [];
}

/** What stands last in an admin's Home once all is set up. */
export function buildSettingsLast({ setup }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (setup?.kind !== 'admin' || !isSetupDone(setup.report)) return [];
  const { report } = setup;
  const lines = [...channelLines(report, reader), ...peopleLines(report.people, reader), moneyLine(report, reader)];
  return [...factLines([bold(speakTo(reader).say('setup.settings'))], ...lines), buttons(TOPICS, reader)];
}

function claim(mayClaim: boolean, reader: Reader | undefined): KnownBlock[] {
  const { say, line } = speakTo(reader);
  const what = line('home.what_it_is');
  if (!mayClaim) return factLines(what, line('setup.others_can'));
  return [
    ...factLines(what, line('setup.you_can')),
    {
      type: 'actions',
      elements: [{ type: 'button', style: 'primary', action_id: ACTION.claimAdmin, text: plain(say('setup.start')) }],
    },
  ];
}

function steps(report: SetupReport, reader: Reader | undefined): KnownBlock[] {
  const { say, line } = speakTo(reader);
  const step = (title: string, isDone: boolean, lines: readonly Line[]) =>
    factLines([bold(title), words(` · ${say(isDone ? 'setup.done' : 'setup.to_do')}`)], ...lines);
  return [
    ...factLines([bold(say('setup.title'))], line('setup.three_steps')),
    ...step(`1 · ${say('setup.channels')}`, areChannelsDone(report), channelLines(report, reader)),
    buttons(['channels'], reader),
    ...step(`2 · ${say('setup.people')}`, arePeopleDone(report), peopleLines(report.people, reader)),
    buttons(['managers', 'approvers', 'finance', 'admins'], reader),
    ...step(`3 · ${say('setup.money_and_time')}`, isMoneyDone(report), [moneyLine(report, reader)]),
    buttons(['money', 'time'], reader),
    context(plain(say('setup.rest_works'))),
    buttons(['review', 'paper'], reader),
  ];
}

function channelLines({ channels }: SetupReport, reader: Reader | undefined): Line[] {
  return channels.map((check) => channelLine(check, reader));
}

function buttons(topics: readonly Topic[], reader: Reader | undefined): KnownBlock {
  return { type: 'actions', elements: topics.map((topic) => topicButton(topic, reader)) };
}
