import type { RichTextElement } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { SLACK_CHANNEL } from '../domain/settings.js';
import type { ChannelCheck, ChannelProblem, PeopleCheck, SetupReport } from '../domain/setup.js';
import { code, type Line, person, words } from './blocks.js';
import { commandLine } from './command-line.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

// What each check says: in Home, and at the command line.

export function channelLine({ setting, channel, problem }: ChannelCheck, reader?: Reader): Line {
  const { line } = speakTo(reader);
  if (!channel || problem === 'not_chosen') return line(`channel_check.choose.${setting}`);
  const where = channelLeaf(channel);
  return problem === undefined
    ? line(`channel_check.good.${setting}`, { channel: where })
    : problemLine(problem, where, reader);
}

function problemLine(
  problem: Exclude<ChannelProblem, 'not_chosen'>,
  channel: RichTextElement,
  reader: Reader | undefined,
): Line {
  const { say, line } = speakTo(reader);
  switch (problem) {
    case 'hidden':
    case 'not_member':
      return line(`channel_check.${problem}`, { channel, invite: code(say('channel_check.invite_command')) });
    case 'archived':
    case 'shared':
    case 'no_answer':
      return line(`channel_check.${problem}`, { channel });
    default:
      return line('channel_check.refused', { channel, refused: shorten(oneLine(problem.refused), 100) });
  }
}

/** The same under a form's field, where nothing can be mentioned: at most 150 characters. */
export function channelErrorText(problem: ChannelProblem, reader?: Reader): string {
  const { say } = speakTo(reader);
  switch (problem) {
    case 'hidden':
    case 'not_member':
      return say('channel_error.not_member', { invite: say('channel_check.invite_command') });
    case 'not_chosen':
    case 'archived':
    case 'shared':
    case 'no_answer':
      return say(`channel_error.${problem}`);
    default:
      return say('channel_error.refused', { refused: shorten(oneLine(problem.refused), 60) });
  }
}

export function peopleLines(people: PeopleCheck, reader?: Reader): Line[] {
  const { say, line, and } = speakTo(reader);
  const { gaps, onlyDecider, admins, deactivated = [], staleGroups, named } = people;
  const hasNoActiveAdmin = admins.length > 0 && admins.every((admin) => deactivated.includes(admin));
  const count = (principals: readonly string[]) => countPeople(principals, reader);
  const adminsOnly = say('people_check.admins_only');
  const roles = [
    say('people_check.create', { who: count(named.manager) || adminsOnly }),
    say('people_check.approve', { who: count(named.approver) || adminsOnly }),
    say('people_check.invoices', { who: count(named.finance) || adminsOnly }),
    say('people_check.admins', { who: count(named.admin) || say('people_check.nobody') }),
  ];
  return [
    [words(roles.join(' · '))],
    ...gaps.map((gap) => line(`people_check.gap.${gap}`)),
    ...(onlyDecider && gaps.length === 0
      ? [line('people_check.only_decider', { who: person(onlyDecider, reader) })]
      : []),
    ...(deactivated.length > 0
      ? [line('people_check.deactivated', { people: sideBySide(deactivated.map((userId) => person(userId, reader))) })]
      : []),
    ...(hasNoActiveAdmin
      ? [
          line('people_check.admins_deactivated', {
            command: code(commandLine('settings', 'admin-users', 'U0123456789')),
          }),
        ]
      : []),
    ...(staleGroups.length > 0
      ? [line('people_check.stale_groups', { groups: code(and(staleGroups.slice(0, 5))) })]
      : []),
  ];
}

/** `2 people and 1 user group`; nothing where nobody is named. */
function countPeople(named: readonly string[], reader: Reader | undefined): string {
  const { say, and } = speakTo(reader);
  const groups = named.filter((principal) => principal.startsWith('S')).length;
  const people = named.length - groups;
  return and([
    ...(people > 0 ? [say('people_check.people', { count: people })] : []),
    ...(groups > 0 ? [say('people_check.user_groups', { count: groups })] : []),
  ]);
}

function sideBySide(people: readonly RichTextElement[]): RichTextElement[] {
  return people.flatMap((leaf, index) => (index > 0 ? [words(', '), leaf] : [leaf]));
}

export function moneyLine(facts: Pick<SetupReport, 'currencies' | 'timeZone' | 'unreviewed'>, reader?: Reader): Line {
  const { say } = speakTo(reader);
  const currencies = say('money_check.currencies', { currencies: shorten(facts.currencies.join(', '), 200) });
  const answer = say(`money_check.${facts.unreviewed ?? 'not_answered'}`);
  return [words(`${currencies} · ${say('money_check.time_zone', { zone: facts.timeZone })} · ${answer}`)];
}

export function channelLeaf(channel: string): RichTextElement {
  return SLACK_CHANNEL.test(channel) ? { type: 'channel', channel_id: channel } : words(oneLine(channel));
}
