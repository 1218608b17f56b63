import type { Reads } from './client.js';

// Each check is one statement, and so sees the books at one instant, whatever is written meanwhile: what the bot does
// is whole at every commit. They read what is there and change nothing.

export interface BookScope {
  readonly workspaceId: string;
}

/** Something that does not hold, in text. With a `currency`, both values are minor units of it. */
export interface BookRow {
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
  readonly currency?: string | null;
}

export type BookCheck = (db: Reads, scope: BookScope) => Promise<BookRow[]>;

export interface BookCounts {
  readonly rewards: number;
  readonly events: number;
  readonly invoices: number;
  readonly lines: number;
  readonly periods: number;
}

export async function countBooks(db: Reads, { workspaceId }: BookScope): Promise<BookCounts> {
  const where = { workspaceId };
  return {
    rewards: await db.reward.count({ where }),
    events: await db.event.count({ where }),
    invoices: await db.invoice.count({ where }),
    lines: await db.invoiceLine.count({ where: { workspaceId, removedAt: null } }),
    periods: await db.period.count({ where }),
  };
}

/** What an invoice says its total is, and what its live lines sum to. */
export const findWrongTotals: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT i.number AS subject, COALESCE(sum(l.amount_minor), 0)::text AS expected, i.total_minor::text AS found, i.currency
  FROM invoice i LEFT JOIN invoice_line l ON l.workspace_id = i.workspace_id AND l.invoice_id = i.id AND l.removed_at IS NULL
  WHERE i.workspace_id = ${workspaceId}
  GROUP BY i.id HAVING COALESCE(sum(l.amount_minor), 0) <> i.total_minor ORDER BY i.number`;

export const findWrongLineCounts: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT i.number AS subject, count(l.id)::text AS expected, i.line_count::text AS found
  FROM invoice i LEFT JOIN invoice_line l ON l.workspace_id = i.workspace_id AND l.invoice_id = i.id AND l.removed_at IS NULL
  WHERE i.workspace_id = ${workspaceId}
  GROUP BY i.id HAVING count(l.id) <> i.line_count ORDER BY i.number`;

/** Void is exactly what an invoice without lines is. */
export const findWronglyVoid: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT i.number AS subject, CASE WHEN count(l.id) = 0 THEN 'void' ELSE 'not void' END AS expected,
    i.status || ' with ' || count(l.id) || ' lines' AS found
  FROM invoice i LEFT JOIN invoice_line l ON l.workspace_id = i.workspace_id AND l.invoice_id = i.id AND l.removed_at IS NULL
  WHERE i.workspace_id = ${workspaceId}
  GROUP BY i.id HAVING (count(l.id) = 0) <> (i.status = 'void') ORDER BY i.number`;

/** A reward that left an invoice may come back with another worth; while it is on one, it has the line's. */
export const findWrongLineAmounts: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT 'R-' || r.number || ' on ' || COALESCE(i.number, 'no invoice') AS subject, r.amount_minor::text AS expected,
    l.amount_minor::text AS found, r.currency
  FROM invoice_line l JOIN reward r ON r.workspace_id = l.workspace_id AND r.id = l.reward_id
    LEFT JOIN invoice i ON i.workspace_id = l.workspace_id AND i.id = l.invoice_id
  WHERE l.workspace_id = ${workspaceId} AND l.removed_at IS NULL AND l.amount_minor <> r.amount_minor ORDER BY r.number`;

export const findWrongLineCurrencies: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT 'R-' || r.number || ' on ' || i.number AS subject, i.currency AS expected, r.currency AS found
  FROM invoice_line l JOIN reward r ON r.workspace_id = l.workspace_id AND r.id = l.reward_id
    JOIN invoice i ON i.workspace_id = l.workspace_id AND i.id = l.invoice_id
  WHERE l.workspace_id = ${workspaceId} AND r.currency <> i.currency ORDER BY r.number`;

/** Where a reward says its money is, and where its lines put it. */
export const findWrongPayments: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH standing AS (
    SELECT r.number, r.payment::text AS payment, i.number AS invoice,
      CASE WHEN i.status = 'paid' THEN 'paid_on_invoice' WHEN i.status <> 'void' THEN 'on_invoice' END AS by_line
    FROM reward r
      LEFT JOIN invoice_line l ON l.workspace_id = r.workspace_id AND l.reward_id = r.id AND l.removed_at IS NULL
      LEFT JOIN invoice i ON i.workspace_id = l.workspace_id AND i.id = l.invoice_id
    WHERE r.workspace_id = ${workspaceId}
  )
  SELECT 'R-' || number || COALESCE(' on ' || invoice, '') AS subject,
    COALESCE(by_line, 'not_invoiced or paid_elsewhere') AS expected, payment AS found
  FROM standing
  WHERE payment <> by_line OR (by_line IS NULL AND payment IN ('on_invoice', 'paid_on_invoice'))
  ORDER BY number`;

/** Clawbacks that stand take back no more than their reward, which was paid, to the same partner in the same currency. */
export const findWrongClawbacks: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH clawback AS (
    SELECT c.number, c.amount_minor, c.currency, c.partner_id, r.number AS of_number, r.amount_minor AS of_amount,
      r.currency AS of_currency, r.partner_id AS of_partner, r.status AS of_status
    FROM reward c JOIN reward r ON r.workspace_id = c.workspace_id AND r.id = c.corrects_reward_id
    WHERE c.workspace_id = ${workspaceId} AND c.status <> 'Declined'
  )
  SELECT 'R-' || of_number || ', taken back' AS subject, of_amount::text AS expected, (-sum(amount_minor))::text AS found,
    of_currency AS currency
  FROM clawback GROUP BY of_number, of_amount, of_currency HAVING -sum(amount_minor) > of_amount
  UNION ALL
  SELECT 'R-' || number || ' of R-' || of_number, 'of a paid reward', 'of one that is ' || of_status, NULL
  FROM clawback WHERE of_status <> 'Paid'
  UNION ALL
  SELECT 'R-' || number || ' of R-' || of_number, 'its partner and currency', 'others', NULL
  FROM clawback WHERE (partner_id, currency) IS DISTINCT FROM (of_partner, of_currency)
  ORDER BY subject`;

/** Of two people who must approve a reward, both have before it is Approved, and before it is on an invoice. */
export const findMissingApprovals: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  SELECT 'R-' || r.number AS subject, 'two approvals' AS expected,
    CASE WHEN r.status = 'New' THEN 'New on an invoice' ELSE 'Approved by one' END AS found
  FROM reward r LEFT JOIN LATERAL (
    SELECT actor, data FROM event e WHERE e.workspace_id = r.workspace_id AND e.reward_id = r.id AND e.kind = 'approved'
    ORDER BY e.revision DESC LIMIT 1) second ON true
  WHERE r.workspace_id = ${workspaceId} AND r.approvals_needed > 1 AND (
    (r.status = 'New' AND r.payment = 'on_invoice')
    OR (r.status = 'Approved' AND NOT COALESCE(second.data ? 'firstApprovedBy'
      AND (second.data->>'firstApprovedBy' <> second.actor OR second.data ? 'alone'), false)))
  ORDER BY r.number`;

/** A reward is what its last event made it. */
export const findRewardsBesideHistory: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH last AS (
    SELECT DISTINCT ON (reward_id) reward_id, revision, to_status, to_payment FROM event
    WHERE workspace_id = ${workspaceId} AND reward_id IS NOT NULL ORDER BY reward_id, revision DESC
  )
  SELECT 'R-' || r.number AS subject,
    COALESCE(last.to_status || ', ' || last.to_payment || ', revision ' || last.revision, 'at least one event') AS expected,
    r.status || ', ' || r.payment || ', revision ' || r.revision AS found
  FROM reward r LEFT JOIN last ON last.reward_id = r.id
  WHERE r.workspace_id = ${workspaceId}
    AND (last.to_status, last.to_payment, last.revision) IS DISTINCT FROM (r.status, r.payment, r.revision)
  ORDER BY r.number`;

/** Every event begins where the one before it ended, and none is missing. */
export const findBrokenHistories: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH chain AS (
    SELECT reward_id, revision, from_status || ', ' || from_payment AS begins,
      lag(revision) OVER steps AS before, lag(to_status || ', ' || to_payment) OVER steps AS ended
    FROM event WHERE workspace_id = ${workspaceId} AND reward_id IS NOT NULL
    WINDOW steps AS (PARTITION BY reward_id ORDER BY revision)
  )
  SELECT 'R-' || r.number || ', event ' || chain.revision AS subject,
    CASE WHEN chain.revision <> COALESCE(chain.before, 0) + 1 THEN 'event ' || COALESCE(chain.before, 0) + 1
      ELSE 'from ' || COALESCE(chain.ended, 'nothing') END AS expected,
    CASE WHEN chain.revision <> COALESCE(chain.before, 0) + 1 THEN 'event ' || chain.revision
      ELSE 'from ' || COALESCE(chain.begins, 'nothing') END AS found
  FROM chain JOIN reward r ON r.workspace_id = ${workspaceId} AND r.id = chain.reward_id
  WHERE chain.revision <> COALESCE(chain.before, 0) + 1 OR chain.ended IS DISTINCT FROM chain.begins
  ORDER BY r.number, chain.revision`;

/** An invoice is what its last event made it, and has one event for every revision. */
export const findInvoicesBesideHistory: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH history AS (
    SELECT invoice_id, count(*) AS events, max(revision) AS last, (array_agg(data->>'to' ORDER BY revision DESC))[1] AS status
    FROM event WHERE workspace_id = ${workspaceId} AND invoice_id IS NOT NULL GROUP BY invoice_id
  )
  SELECT i.number AS subject, COALESCE(h.status || ', ' || h.events || ' events', 'at least one event') AS expected,
    i.status || ', revision ' || i.revision AS found
  FROM invoice i LEFT JOIN history h ON h.invoice_id = i.id
  WHERE i.workspace_id = ${workspaceId}
    AND (h.events, h.last, h.status) IS DISTINCT FROM (i.revision::bigint, i.revision, i.status::text)
  ORDER BY i.number`;

/** Every event of an invoice begins with the status that the one before it ended with. */
export const findBrokenInvoiceHistories: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH chain AS (
    SELECT invoice_id, revision, data->>'from' AS begins, lag(data->>'to') OVER steps AS ended
    FROM event WHERE workspace_id = ${workspaceId} AND invoice_id IS NOT NULL
    WINDOW steps AS (PARTITION BY invoice_id ORDER BY revision)
  )
  SELECT i.number || ', event ' || chain.revision AS subject, 'from ' || COALESCE(chain.ended, 'nothing') AS expected,
    'from ' || COALESCE(chain.begins, 'nothing') AS found
  FROM chain JOIN invoice i ON i.workspace_id = ${workspaceId} AND i.id = chain.invoice_id
  WHERE chain.begins IS DISTINCT FROM chain.ended ORDER BY i.number, chain.revision`;

/** Invoice numbers run from 1 to where the counter is, in the year of the period, and none is missing. */
export const findNumberGaps: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH numbered AS (
    SELECT i.programme_id, i.number, left(p.month, 4) AS year, (regexp_match(i.number, '^INV-([0-9]{4})-[0-9]{4,}$'))[1] AS named,
      substring(i.number FROM '[0-9]+$')::int AS sequence
    FROM invoice i JOIN period p ON p.workspace_id = i.workspace_id AND p.id = i.period_id
    WHERE i.workspace_id = ${workspaceId}
  ), years AS (
    SELECT programme_id, year, max(sequence) AS last FROM numbered GROUP BY programme_id, year
  ), counters AS (
    SELECT programme_id, substring(series FROM 9) AS year, value FROM counter
    WHERE workspace_id = ${workspaceId} AND series LIKE 'invoice-%'
  ), span AS (
    SELECT programme_id, year, last, value FROM years FULL JOIN counters USING (programme_id, year)
  )
  SELECT 'INV-' || year || '-' || lpad(missing::text, 4, '0') AS subject, 'there' AS expected, 'missing' AS found
  FROM span, generate_series(1, greatest(last, value)) missing
  WHERE NOT EXISTS (SELECT 1 FROM numbered n WHERE n.programme_id = span.programme_id AND n.year = span.year AND n.sequence = missing)
  UNION ALL
  SELECT 'the counter of ' || year, COALESCE(last, 0)::text, COALESCE(value, 0)::text
  FROM span WHERE last IS DISTINCT FROM value
  UNION ALL
  SELECT number, 'INV-' || year, COALESCE('INV-' || named, number) FROM numbered WHERE named IS DISTINCT FROM year
  ORDER BY subject`;

/** Each period begins where the one before it ended, in the next month. */
export const findPeriodGaps: BookCheck = (db, { workspaceId }) => db.$queryRaw<BookRow[]>`
  WITH chain AS (
    SELECT currency, month, starts_at, lag(ends_at) OVER months AS ended,
      to_char(to_date(lag(month) OVER months, 'YYYY-MM') + interval '1 month', 'YYYY-MM') AS follows
    FROM period WHERE workspace_id = ${workspaceId} WINDOW months AS (PARTITION BY programme_id, currency ORDER BY starts_at)
  )
  SELECT month || ' ' || currency AS subject,
    follows || ' from ' || to_char(ended AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS expected,
    month || ' from ' || to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') AS found
  FROM chain WHERE ended IS NOT NULL AND (ended <> starts_at OR follows <> month) ORDER BY currency, starts_at`;
