import { enqueue } from '../db/enqueue.js';
import { appendProgrammeEvent, getLastSettingEvent } from '../db/events.js';
import { findGrants, replaceGrants } from '../db/roles.js';
import { lockProgramme } from '../db/settings.js';
import { Refusal } from '../domain/errors.js';
import { ROLE_SETTINGS } from '../domain/settings.js';
import { mayClaim, type SlackPerson } from '../domain/setup.js';
import type { Deps } from './deps.js';

export interface Claim {
  readonly workspaceId: string;
  readonly userId: string;
  /** As Slack knows them at this moment. */
  readonly person: SlackPerson;
}

/**
 * Makes the first admin (ADR 12), with its event: only while nobody was ever named. Of two at once the programme's row lets
 * one through, and the other is refused with `admin_claimed`, as is everybody later. Whoever does not run the Slack
 * workspace is refused with `not_workspace_admin`. The same person again changes nothing.
 */
export async function claimAdmin({ db, clock }: Deps, { workspaceId, userId, person }: Claim): Promise<void> {
  if (!mayClaim(person)) throw new Refusal('not_workspace_admin', {});
  await db.transaction(async (tx) => {
    const programme = await lockProgramme(tx, workspaceId);
    const setting = ROLE_SETTINGS.admin;
    const admins = (await findGrants(tx, workspaceId)).filter(({ role }) => role === 'admin');
    if (admins.some(({ principalId }) => principalId === userId)) return;
    if (admins.length > 0) {
      throw new Refusal('admin_claimed', { last: await getLastSettingEvent(tx, workspaceId, setting) });
    }
    await replaceGrants(tx, programme, 'admin', [{ principalId: userId, partnerGroups: [] }]);
    await appendProgrammeEvent(
      tx,
      { workspaceId, programmeId: programme.id },
      { kind: 'admin_claimed', actor: userId, at: clock.now(), facts: { setting, from: '', to: userId } },
    );
    await enqueue(tx, { name: 'refresh-user-groups', payload: {} });
  });
}
