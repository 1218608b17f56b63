import { expect } from '@jest/globals';
import type { Reads } from '../../../src/db/client.js';
import { checkBooks } from '../../../src/services/check-books.js';
import type { Books } from '../books.js';
import { drawClosed, drawInvoice, drawReward, type Picture } from './model.js';

/** What the database shows, drawn as the model draws itself. Throws where the books are wrong in themselves. */
export async function drawReal({ db, workspaceId }: Books): Promise<Picture> {
  return db.snapshot(
    async (reads) => {
      expect((await checkBooks(reads, workspaceId)).findings).toEqual([]);
      expect(await findPaidTwice(reads, workspaceId)).toEqual([]);
      return draw(reads, workspaceId);
    },
    { timeout: 60_000 },
  );
}

async function draw(reads: Reads, workspaceId: string): Promise<Picture> {
  const rewards = await reads.reward.findMany({
    where: { workspaceId },
    include: { lines: { where: { removedAt: null }, include: { invoice: { include: { period: true } } } } },
  });
  const invoices = await reads.invoice.findMany({ where: { workspaceId }, include: { period: true } });
  const periods = await reads.period.findMany({ where: { workspaceId }, orderBy: { startsAt: 'asc' } });
  const closed = new Map(periods.map(({ currency, month, endsAt }) => [currency, { month, endsAt }]));
  return {
    rewards: rewards
      .map(({ submissionKey, amountMinor, approvalsNeeded, firstApprovedBy, lines, ...reward }) => {
        const on = lines.map(({ invoice }) => keyOf(invoice)).join(' and ');
        const approvals = { needs: approvalsNeeded, firstBy: firstApprovedBy ?? undefined };
        return drawReward({ ...reward, ...approvals, key: submissionKey, minor: amountMinor, invoice: on });
      })
      .sort(),
    invoices: invoices
      .map(({ totalMinor, lineCount, reviewEndsAt, ...invoice }) =>
        drawInvoice({
          ...invoice,
          ...{ key: keyOf(invoice), total: totalMinor, lines: lineCount, reviewEndsAt: reviewEndsAt.getTime() },
        }),
      )
      .sort(),
    closed: [...closed].map(([currency, { month, endsAt }]) => drawClosed(currency, month, endsAt.getTime())).sort(),
    paid: await sumPaidOut(reads, workspaceId),
  };
}

function keyOf(invoice: { readonly currency: string; readonly period: { readonly month: string } }): string {
  return `${invoice.currency} ${invoice.period.month}`;
}

/** Rewards that left by more than one way, or for more than they are worth, going by invoices and not by what they say. */
function findPaidTwice(reads: Reads, workspaceId: string): Promise<{ number: number }[]> {
  return reads.$queryRaw`
    SELECT r.number FROM reward r
      LEFT JOIN invoice_line l ON l.reward_id = r.id AND l.removed_at IS NULL
      LEFT JOIN invoice i ON i.id = l.invoice_id
    WHERE r.workspace_id = ${workspaceId}
    GROUP BY r.id
    HAVING count(*) FILTER (WHERE i.status <> 'void') > 1
      OR count(*) FILTER (WHERE i.status = 'paid') + (r.payment = 'paid_elsewhere')::int > 1
      OR COALESCE(sum(l.amount_minor) FILTER (WHERE i.status = 'paid'), r.amount_minor) <> r.amount_minor
      OR (SELECT count(*) FROM event e WHERE e.reward_id = r.id AND e.to_status = 'Paid') > 1`;
}

async function sumPaidOut(reads: Reads, workspaceId: string): Promise<bigint> {
  const [row] = await reads.$queryRaw<{ paid: bigint }[]>`
    SELECT (COALESCE((SELECT sum(total_minor) FROM invoice WHERE workspace_id = ${workspaceId} AND status = 'paid'), 0)
      + COALESCE((SELECT sum(amount_minor) FROM reward
          WHERE workspace_id = ${workspaceId} AND payment = 'paid_elsewhere'), 0))::bigint AS paid`;
  return row?.paid ?? 0n;
}
