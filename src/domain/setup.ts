import { adminsOf, type Role } from './policy.js';

// Whether a programme can work: pure questions about facts, for Home, the forms and the command line alike.

export const CHANNEL_SETTINGS = ['review-channel', 'finance-channel'] as const;
export type ChannelSetting = (typeof CHANNEL_SETTINGS)[number];

/** What Slack says of a channel. `refused`: in Slack's own word. */
export type ChannelLook =
  | { readonly kind: 'seen'; readonly isMember: boolean; readonly isArchived: boolean; readonly isShared: boolean }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'no_answer' };

export type ChannelProblem =
  | 'not_chosen'
  | 'hidden'
  | 'not_member'
  | 'archived'
  | 'shared'
  | 'no_answer'
  | { readonly refused: string };

export interface ChannelCheck {
  readonly setting: ChannelSetting;
  readonly channel: string | null;
  /** None: cards and invoices can be posted there. */
  readonly problem?: ChannelProblem | undefined;
}

/** What keeps a channel from being used; the one to be mended first. */
export function channelProblemOf(look: ChannelLook): ChannelProblem | undefined {
  if (look.kind === 'refused') return { refused: look.code };
  if (look.kind !== 'seen') return look.kind;
  if (look.isArchived) return 'archived';
  if (look.isShared) return 'shared';
  return look.isMember ? undefined : 'not_member';
}

/** Who is there, people and members of fresh user groups together. */
export type RolesOf = ReadonlyMap<string, ReadonlySet<Role>>;

/** What nobody is left for. `approve_others`: with four eyes, to decide on what somebody else created. */
export type Gap = 'administer' | 'approve' | 'approve_others';

export function peopleGaps(rolesOf: RolesOf, { fourEyes }: { readonly fourEyes: boolean }): Gap[] {
  const [creators, deciders] = [holdersOf(rolesOf, 'manager'), holdersOf(rolesOf, 'approver')];
  const gaps: Gap[] = [];
  if (adminsOf(rolesOf).length === 0) gaps.push('administer');
  if (deciders.length === 0) gaps.push('approve');
  else if (fourEyes && !deciders.some((decider) => creators.some((creator) => creator !== decider)))
    gaps.push('approve_others');
  return gaps;
}

/** Who has the role; admins have them all. */
function holdersOf(rolesOf: RolesOf, role: Role): string[] {
  return [...rolesOf].filter(([, roles]) => roles.has(role) || roles.has('admin')).map(([userId]) => userId);
}

export interface PeopleCheck {
  readonly gaps: readonly Gap[];
  /**
   * The only one who may decide, and so an admin: on what is their own, too, with a reason. Nobody, while members of a user
   * group that cannot be read may decide as well.
   */
  readonly onlyDecider?: string | undefined;
  /** Whoever may decide, as far as the roles say; the admins are among them. */
  readonly deciders: readonly string[];
  readonly admins: readonly string[];
  /** Those who may decide and whom Slack has deactivated: they hold the role and can do nothing with it. */
  readonly deactivated?: readonly string[] | undefined;
  /** User groups with a role that could not be read for a day, and so grant nothing. */
  readonly staleGroups: readonly string[];
  /** People and user groups by role, as they were named. */
  readonly named: Readonly<Record<Role, readonly string[]>>;
}

export function checkPeople(facts: {
  readonly rolesOf: RolesOf;
  readonly fourEyes: boolean;
  readonly staleGroups: readonly string[];
  readonly named: PeopleCheck['named'];
}): PeopleCheck {
  const { rolesOf, fourEyes, staleGroups, named } = facts;
  const deciders = holdersOf(rolesOf, 'approver');
  const [decider, ...others] = deciders;
  const onlyDecider = fourEyes && others.length === 0 && staleGroups.length === 0 ? decider : undefined;
  return {
    gaps: peopleGaps(rolesOf, { fourEyes }),
    onlyDecider,
    deciders,
    admins: adminsOf(rolesOf),
    staleGroups,
    named,
  };
}

/** Whether unreviewed rewards are paid; null: the set-up's question is not answered yet. */
export type UnreviewedAnswer = 'new_and_approved' | 'approved_only' | null;

/** The three steps of the first run, which stay as what Settings and `doctor` say. */
export interface SetupReport {
  readonly channels: readonly ChannelCheck[];
  readonly people: PeopleCheck;
  /** A programme starts with a currency and a time zone. */
  readonly currencies: readonly string[];
  readonly timeZone: string;
  /** Asked, and not assumed. */
  readonly unreviewed: UnreviewedAnswer;
}

export function areChannelsDone({ channels }: SetupReport): boolean {
  return channels.every(({ problem }) => problem === undefined);
}

export function arePeopleDone({ people }: Pick<SetupReport, 'people'>): boolean {
  const { gaps, staleGroups, deactivated = [] } = people;
  return gaps.length === 0 && staleGroups.length === 0 && deactivated.length === 0;
}

export function isMoneyDone({ unreviewed }: Pick<SetupReport, 'unreviewed'>): boolean {
  return unreviewed !== null;
}

export function isSetupDone(report: SetupReport): boolean {
  return areChannelsDone(report) && arePeopleDone(report) && isMoneyDone(report);
}

/** Somebody in Slack, as users.info knows them. */
export interface SlackPerson {
  readonly isAdmin: boolean;
  readonly isDeactivated: boolean;
  readonly isGuest: boolean;
  readonly isExternal: boolean;
  readonly isBot: boolean;
}

/** Whether this person may become the first admin: whoever runs the Slack workspace, from inside (ADR 12). */
export function mayClaim({ isAdmin, isDeactivated, isGuest, isExternal, isBot }: SlackPerson): boolean {
  return isAdmin && !isDeactivated && !isGuest && !isExternal && !isBot;
}
