import type { Tx } from './client.js';

/**
 * The next number of a series. The row stays held until commit, and a rolled-back transaction gives its number back:
 * that is what makes the series gapless, so take it as late as you can.
 */
export async function takeNumber(
  tx: Tx,
  programme: { readonly workspaceId: string; readonly programmeId: string },
  series: string,
  first = 1,
): Promise<number> {
  const rows = await tx.$queryRaw<{ value: number }[]>`
    INSERT INTO counter (workspace_id, programme_id, series, value)
    VALUES (${programme.workspaceId}, ${programme.programmeId}::uuid, ${series}, ${first})
    ON CONFLICT (workspace_id, programme_id, series) DO UPDATE SET value = counter.value + 1
    RETURNING value`;
  const value = rows[0]?.value;
  if (value === undefined) throw new TypeError('a counter always answers');
  return value;
}
