import type { RichTextElement } from '@slack/types';
import { SLACK_CHANNEL } from '../domain/settings.js';
import type { ChannelCheck, ChannelProblem, ChannelSetting, Gap, PeopleCheck } from '../domain/setup.js';
import { code, type Line, person, words } from './blocks.js';
import { countOf, formatList } from './formats.js';
import { oneLine, shorten } from './text.js';

// What each check says: in Home, and at the command line.

const CHANNEL_WORDS: Readonly<Record<ChannelSetting, { readonly good: string; readonly choose: string }>> = {
  'review-channel': {
    good: 'Cards of rewards go to ',
    choose: 'Choose the channel where rewards are reviewed, best a private one.',
  },
  'finance-channel': {
    good: 'Invoices go to ',
    choose: 'Choose the channel where invoices are posted, best a private one.',
  },
};

export function channelLine({ setting, channel, problem }: ChannelCheck): Line {
  if (!channel || problem === 'not_chosen') return [words(CHANNEL_WORDS[setting].choose)];
  const where = channelLeaf(channel);
  return problem === undefined ? [words(CHANNEL_WORDS[setting].good), where, words('.')] : problemLine(problem, where);
}

function problemLine(problem: ChannelProblem, where: RichTextElement): Line {
  switch (problem) {
    case 'not_chosen':
      return [];
    case 'hidden':
      return [where, words(' is private and the bot is not in it, or it is gone. Type '), INVITE, words(' there.')];
    case 'not_member':
      return [words('The bot is not in '), where, words('. Type '), INVITE, words(' there.')];
    case 'archived':
      return [where, words(' is archived. Unarchive it, or choose another channel.')];
    case 'shared':
      return [where, words(' is shared beyond this workspace, where outsiders would read it. Choose another channel.')];
    case 'no_answer':
      return [words('Slack did not answer, so '), where, words(' could not be checked. Look again in a minute.')];
    default:
      return [where, words(` could not be checked: Slack says “${shorten(oneLine(problem.refused), 100)}”.`)];
  }
}

const INVITE = code('/invite @Partner Rewards');

/** The same under a form's field, where nothing can be mentioned: at most 150 characters. */
export function channelErrorText(problem: ChannelProblem): string {
  switch (problem) {
    case 'not_chosen':
      return 'Choose a channel.';
    case 'hidden':
    case 'not_member':
      return 'The bot is not in this channel. Type /invite @Partner Rewards there, then press Save again.';
    case 'archived':
      return 'This channel is archived. Choose another.';
    case 'shared':
      return 'This channel is shared beyond this workspace, where outsiders would read it. Choose another.';
    case 'no_answer':
      return 'Slack did not answer, so the channel could not be checked. Press Save again.';
    default:
      return `The channel could not be checked: Slack says “${shorten(oneLine(problem.refused), 60)}”.`;
  }
}

const NAME_ONE = 'Name a person; a user group counts once it has been read.';
const GAP_WORDS: Readonly<Record<Gap, { readonly who: string; readonly remedy: string }>> = {
  administer: { who: 'nobody who is an admin', remedy: NAME_ONE },
  approve: { who: 'nobody who may approve rewards', remedy: NAME_ONE },
  approve_others: {
    who: 'nobody who may approve what somebody else created',
    remedy: 'Name a second person who may create, or who may approve.',
  },
};

/** What nobody is left for: as it is, or as a change would leave it. */
export function gapSentence(gap: Gap, begins: 'There is' | 'That would leave'): string {
  const { who, remedy } = GAP_WORDS[gap];
  return `${begins} ${who}. ${remedy}`;
}

export function peopleLines(people: PeopleCheck): Line[] {
  const { gaps, onlyDecider, deactivated = [], staleGroups, named } = people;
  return [
    [
      words(
        `Create: ${countPeople(named.manager)} · Approve: ${countPeople(named.approver)} · Invoices: ${countPeople(named.finance)} · Admins: ${countPeople(named.admin, 'nobody')}`,
      ),
    ],
    ...gaps.map((gap) => [words(gapSentence(gap, 'There is'))]),
    ...(onlyDecider && gaps.length === 0
      ? [[words('Only '), person(onlyDecider), words(' may approve, so nobody may decide on a reward of theirs.')]]
      : []),
    ...(deactivated.length > 0
      ? [
          [
            words('Deactivated in Slack, and so nobody who approves: '),
            ...deactivated.flatMap((userId, index) => [...(index > 0 ? [words(', ')] : []), person(userId)]),
            words('. Take them off the roles.'),
          ],
        ]
      : []),
    ...(staleGroups.length > 0
      ? [
          [
            words('Not read for a day, so it counts for nothing: user group '),
            code(formatList(staleGroups.slice(0, 5), 'and')),
            words('. See that it exists and is in use.'),
          ],
        ]
      : []),
  ];
}

/** `2 people and 1 user group`, or whom it falls to where nobody is named. */
function countPeople(named: readonly string[], none = 'admins only'): string {
  const groups = named.filter((principal) => principal.startsWith('S')).length;
  const people = named.length - groups;
  return (
    formatList(
      [
        ...(people > 0 ? [people === 1 ? '1 person' : `${people.toLocaleString('en')} people`] : []),
        ...(groups > 0 ? [countOf(groups, 'user group')] : []),
      ],
      'and',
    ) || none
  );
}

export function moneyLine(facts: { readonly currencies: readonly string[]; readonly timeZone: string }): Line {
  return [words(`Currencies: ${shorten(facts.currencies.join(', '), 200)} · Time zone: ${facts.timeZone}`)];
}

export function channelLeaf(channel: string): RichTextElement {
  return SLACK_CHANNEL.test(channel) ? { type: 'channel', channel_id: channel } : words(oneLine(channel));
}
