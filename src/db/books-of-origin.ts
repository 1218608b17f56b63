import { mergeGrantees, readGrantees, showGrantees } from '../domain/grants.js';
import { ROLE_SETTINGS } from '../domain/settings.js';
import type { BookCheck, BookRow } from './books.js';

// Columns that the bot changes only together with an event. Each check compares them with the last event that has their
// value. Where no event has it, the row is older than these facts, and nothing is found.

export const findWrongCreators: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT 'R-' || r.number AS subject, e.actor AS expected, r.created_by AS found
  FROM reward r JOIN event e ON e.workspace_id = r.workspace_id AND e.reward_id = r.id AND e.kind = 'created'
  WHERE r.workspace_id = ${workspaceId} AND e.actor <> r.created_by ORDER BY r.number`;

export const findWrongDescriptions: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH described AS (
    SELECT DISTINCT ON (reward_id) reward_id, COALESCE(data#>>'{changes,description,to}', data->>'description') AS text
    FROM event
    WHERE workspace_id = ${workspaceId} AND reward_id IS NOT NULL
      AND (kind = 'created' AND data ? 'description' OR kind = 'edited' AND data#>'{changes,description}' IS NOT NULL)
    ORDER BY reward_id, revision DESC
  )
  SELECT 'R-' || r.number AS subject, d.text AS expected, r.description AS found
  FROM reward r JOIN described d ON d.reward_id = r.id
  WHERE r.workspace_id = ${workspaceId} AND d.text <> r.description ORDER BY r.number`;

/** An edit may change how many approvals are needed: after an older edit, which does not say so, nothing is compared. */
export const findWrongPolicies: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH asked AS (
    SELECT DISTINCT ON (reward_id) reward_id, data->>'approvalsNeeded' AS approvals
    FROM event WHERE workspace_id = ${workspaceId} AND reward_id IS NOT NULL AND kind IN ('created', 'edited')
    ORDER BY reward_id, revision DESC
  )
  SELECT 'R-' || r.number || ', approvals' AS subject, asked.approvals AS expected, r.approvals_needed::text AS found
  FROM reward r JOIN asked ON asked.reward_id = r.id
  WHERE r.workspace_id = ${workspaceId} AND asked.approvals <> r.approvals_needed::text
  UNION ALL
  SELECT 'R-' || r.number || ', four eyes', CASE WHEN r.four_eyes THEN 'off' ELSE 'on' END,
    CASE WHEN r.four_eyes THEN 'on' ELSE 'off' END
  FROM reward r JOIN event e ON e.workspace_id = r.workspace_id AND e.reward_id = r.id AND e.kind = 'created'
  WHERE r.workspace_id = ${workspaceId} AND e.data->>'fourEyes' <> r.four_eyes::text
  ORDER BY subject`;

/** A first approval without an event would let one approval pass for two. */
export const findWrongFirstApprovals: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH first AS (
    SELECT DISTINCT ON (reward_id) reward_id, actor FROM event
    WHERE workspace_id = ${workspaceId} AND reward_id IS NOT NULL AND kind = 'approved_first'
    ORDER BY reward_id, revision DESC
  )
  SELECT 'R-' || r.number AS subject, COALESCE(first.actor, 'nobody') AS expected, r.first_approved_by AS found
  FROM reward r LEFT JOIN first ON first.reward_id = r.id
  WHERE r.workspace_id = ${workspaceId} AND r.first_approved_by IS NOT NULL
    AND r.first_approved_by IS DISTINCT FROM first.actor
  ORDER BY r.number`;

/** Compares with the last change of the role's setting, else with the installation, if that says whom it was given to. */
export const findWrongGrants: BookCheck = async (db, { workspaceId }) => {
  const roles = Object.entries(ROLE_SETTINGS).map(([role, setting]) => ({ role, setting }));
  const rows = await db.$queryRaw<{ setting: string; told: string | null; granted: Granted[] }[]>`
    SELECT asked.setting,
      COALESCE(
        (SELECT data->>'to' FROM event WHERE workspace_id = ${workspaceId} AND reward_id IS NULL AND invoice_id IS NULL
          AND kind IN ('setting_changed', 'admin_claimed') AND data->>'setting' = asked.setting ORDER BY id DESC LIMIT 1),
        (SELECT data->'grants'->>asked.role FROM event WHERE workspace_id = ${workspaceId} AND kind = 'installed'
          AND reward_id IS NULL AND invoice_id IS NULL ORDER BY id DESC LIMIT 1)
      ) AS told,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('principalId', principal_id, 'partnerGroups', partner_groups))
        FROM role_grant WHERE workspace_id = ${workspaceId} AND role::text = asked.role), '[]') AS granted
    FROM jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) AS asked (role text, setting text)`;
  return rows.flatMap(({ setting, told, granted }) => {
    if (told === null) return [];
    const expected = inOrder(readGrantees(told));
    const found = inOrder(granted);
    return expected === found ? [] : [{ subject: setting, expected: expected || 'nobody', found: found || 'nobody' }];
  });
};

interface Granted {
  readonly principalId: string;
  readonly partnerGroups: readonly string[];
}

/** The setting's text, with people and groups sorted. */
function inOrder(grantees: readonly Granted[]): string {
  const ordered = mergeGrantees(grantees).map((grantee) => ({
    ...grantee,
    partnerGroups: [...grantee.partnerGroups].sort(),
  }));
  return showGrantees(ordered.sort((a, b) => (a.principalId < b.principalId ? -1 : 1)));
}
