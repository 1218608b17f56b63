import { findPartnerGroups } from '../db/partners.js';
import { findGrantsInOrder, findRoleHolders, findUserGroups, type Grant } from '../db/roles.js';
import { getProgramme } from '../db/workspaces.js';
import { showGrantee } from '../domain/grants.js';
import { adminsOf, isGroupFresh, type Role } from '../domain/policy.js';
import type { SettingName } from '../domain/settings.js';
import { type ChannelSetting, checkPeople, type PeopleCheck, type UnreviewedAnswer } from '../domain/setup.js';
import type { Deps } from './deps.js';
import { readSettings, stampOf } from './settings.js';

/** What of the three steps the database knows: Slack is asked for the rest. */
export interface SetupFacts {
  /** Somebody was named as an admin, whether they can act at the moment or not. */
  readonly hasAdmin: boolean;
  readonly adminIds: ReadonlySet<string>;
  readonly channels: readonly { readonly setting: ChannelSetting; readonly channel: string | null }[];
  readonly people: PeopleCheck;
  readonly currencies: readonly string[];
  readonly timeZone: string;
  readonly unreviewed: UnreviewedAnswer;
}

export function readSetup({ db, clock }: Deps, workspaceId: string): Promise<SetupFacts> {
  const now = clock.now();
  return db.snapshot(async (reads) => {
    const programme = await getProgramme(reads, workspaceId);
    const grants = await findGrantsInOrder(reads, workspaceId);
    const { rolesOf } = await findRoleHolders(reads, workspaceId, now);
    const fresh = new Set(
      (await findUserGroups(reads, workspaceId))
        .filter(({ refreshedAt }) => isGroupFresh(refreshedAt, now))
        .map(({ groupId }) => groupId),
    );
    const groups = new Set(grants.map(({ principalId }) => principalId).filter((id) => id.startsWith('S')));
    const { reviewChannel, financeChannel, fourEyes, currencies, timeZone } = programme;
    return {
      hasAdmin: grants.some(({ role }) => role === 'admin'),
      adminIds: new Set(adminsOf(rolesOf)),
      channels: [
        { setting: 'review-channel', channel: reviewChannel },
        { setting: 'finance-channel', channel: financeChannel },
      ],
      people: checkPeople({
        rolesOf,
        fourEyes,
        staleGroups: [...groups].filter((group) => !fresh.has(group)),
        named: namedIn(grants),
      }),
      currencies,
      timeZone,
      unreviewed: programme.unreviewedPolicy,
    };
  });
}

function namedIn(grants: readonly Grant[]): PeopleCheck['named'] {
  const of = (role: Role) => grants.filter((grant) => grant.role === role).map(showGrantee);
  return { admin: of('admin'), manager: of('manager'), approver: of('approver'), finance: of('finance') };
}

/** A setting as a form shows it, with what the form remembers of that. */
export interface SettingSeen {
  readonly value: string;
  readonly seen: string;
}

export interface SettingsSheet {
  readonly settings: ReadonlyMap<SettingName, SettingSeen>;
  /** The groups partners are in now. */
  readonly partnerGroups: readonly string[];
}

// A select takes a hundred options, of which one is for all partners.
const MOST_GROUPS = 99;

export async function readSettingsSheet({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<SettingsSheet> {
  return db.snapshot(async (reads) => {
    const { id: programmeId } = await getProgramme(reads, workspaceId);
    const settings = await readSettings(reads, workspaceId);
    return {
      settings: new Map(settings.map(({ name, value }) => [name, { value, seen: stampOf(value) }])),
      partnerGroups: await findPartnerGroups(reads, { workspaceId, programmeId }, MOST_GROUPS),
    };
  });
}
