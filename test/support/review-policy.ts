import type { Team } from './team.js';

/** How the programme reviews, written as its settings would have left it. */
export async function givenReviewPolicy(
  { db, workspaceId }: Pick<Team, 'db' | 'workspaceId'>,
  policy: {
    readonly secondApprovalFrom?: bigint | null;
    readonly reminderHours?: number;
    readonly digestDays?: number;
    readonly escalation?: string[];
    readonly fourEyes?: boolean;
  },
): Promise<void> {
  await db.transaction((tx) => tx.programme.update({ where: { workspaceId }, data: policy }));
}
