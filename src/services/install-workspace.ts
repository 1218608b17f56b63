import { enqueue } from '../db/enqueue.js';
import { appendProgrammeEvent } from '../db/events.js';
import { replaceGrants } from '../db/roles.js';
import { findProgramme, getWorkspace, insertProgramme, saveWorkspace, type Workspace } from '../db/workspaces.js';
import type { FirstStartSettings } from '../domain/first-start.js';
import { mergeGrantees, readGrantee, showGrantees } from '../domain/grants.js';
import { ROLES, type Role } from '../domain/policy.js';
import type { Deps } from './deps.js';

/** A Slack team, as auth.test knows it. */
export interface SlackTeam {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly botUserId: string;
}

export interface Installation {
  readonly team: SlackTeam;
  readonly firstStart: FirstStartSettings;
  /** Who did it, for the history: the bot, where nobody is named. */
  readonly actor?: string;
}

const LONGEST_NAME = 75;

/**
 * Makes sure the database knows the workspace, with what is true of the team now, and gives it a programme the first
 * time, with what there is: channels and the first admin may be named in Slack later. Safe to repeat and to race: the
 * first one makes the programme, and the settings of the others are not looked at.
 */
export async function installWorkspace(
  { db, clock }: Deps,
  { team, firstStart, actor = 'bot' }: Installation,
): Promise<Workspace> {
  return db.transaction(async (tx) => {
    // Holds the workspace's row until commit: whoever installs at the same time waits here, and then finds a programme.
    await saveWorkspace(tx, { id: team.id, name: team.name, url: team.url, botUserId: team.botUserId });
    if (!(await findProgramme(tx, team.id))) {
      const { reviewChannel, financeChannel, currencies, timeZone, unreviewed, grants } = firstStart;
      const programme = await insertProgramme(tx, {
        workspaceId: team.id,
        name: team.name.trim().slice(0, LONGEST_NAME) || team.id,
        currencies: [...currencies],
        timeZone,
        reviewChannel: reviewChannel ?? null,
        financeChannel: financeChannel ?? null,
        unreviewedPolicy: unreviewed ?? null,
      });
      const given: [Role, string][] = [];
      for (const role of ROLES) {
        const grantees = grants[role].flatMap((text) => readGrantee(text) ?? []);
        await replaceGrants(tx, programme, role, grantees);
        given.push([role, showGrantees(mergeGrantees(grantees))]);
      }
      const facts = { grants: Object.fromEntries(given) as Record<Role, string> };
      await appendProgrammeEvent(
        tx,
        { workspaceId: team.id, programmeId: programme.id },
        { kind: 'installed', actor, at: clock.now(), facts },
      );
      await enqueue(tx, { name: 'refresh-user-groups', payload: {} });
    }
    return getWorkspace(tx, team.id);
  });
}
