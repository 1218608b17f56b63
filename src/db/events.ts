import { type EventFacts, eventFacts, type InvoiceEvent, type RewardEvent } from '../domain/history.js';
import type { InvoiceEventKind, InvoiceStatus } from '../domain/invoice.js';
import type { PaymentState, RewardEventKind, RewardStatus } from '../domain/reward.js';
import type { Reads, Tx } from './client.js';
import { type Event, Prisma } from './generated/client.js';

interface Scope {
  readonly workspaceId: string;
  readonly programmeId: string;
}

interface Happening {
  readonly actor: string;
  readonly at: Date;
  readonly reason?: string | undefined;
  readonly facts?: EventFacts;
}

/** Adds a row to a reward's history. The revision is the one the guarded write has just given the reward. */
export async function appendRewardEvent(
  tx: Tx,
  reward: Scope & {
    readonly id: string;
    readonly revision: number;
    readonly status: RewardStatus;
    readonly payment: PaymentState;
  },
  from: { readonly status: RewardStatus; readonly payment: PaymentState } | undefined,
  event: Happening & { readonly kind: RewardEventKind },
): Promise<void> {
  await tx.event.create({
    data: {
      ...common(reward, event),
      rewardId: reward.id,
      revision: reward.revision,
      fromStatus: from?.status ?? null,
      fromPayment: from?.payment ?? null,
      toStatus: reward.status,
      toPayment: reward.payment,
    },
  });
}

/** Adds a row to an invoice's history: from and to are its status before and after. */
export async function appendInvoiceEvent(
  tx: Tx,
  invoice: Scope & { readonly id: string; readonly revision: number; readonly status: InvoiceStatus },
  from: InvoiceStatus | undefined,
  event: Happening & { readonly kind: InvoiceEventKind },
): Promise<void> {
  const facts = { ...event.facts, ...(from ? { from } : {}), to: invoice.status };
  await tx.event.create({
    data: { ...common(invoice, { ...event, facts }), invoiceId: invoice.id, revision: invoice.revision },
  });
}

export async function appendProgrammeEvent(
  tx: Tx,
  scope: Scope,
  event: Happening & {
    readonly kind:
      | 'installed'
      | 'admin_claimed'
      | 'setting_changed'
      | 'contact_linked'
      | 'month_closed'
      | 'run_stopped'
      | 'run_allowed';
  },
): Promise<void> {
  await tx.event.create({ data: common(scope, event) });
}

/** From the first event on. */
export async function findRewardHistory(db: Reads, workspaceId: string, rewardId: string): Promise<RewardEvent[]> {
  const rows = await db.event.findMany({ where: { workspaceId, rewardId }, orderBy: { revision: 'asc' } });
  return rows.map(readRewardEvent);
}

/** Whoever changed a reward since it was created; who sent it back as it was changed nothing. */
export async function findEditors(db: Reads, workspaceId: string, rewardId: string): Promise<string[]> {
  const rows = await db.event.findMany({
    where: { workspaceId, rewardId, kind: 'edited', data: { path: ['changes'], not: Prisma.AnyNull } },
    select: { actor: true },
  });
  return rows.map(({ actor }) => actor);
}

/** From the cut on. */
export async function findInvoiceHistory(db: Reads, workspaceId: string, invoiceId: string): Promise<InvoiceEvent[]> {
  const rows = await db.event.findMany({ where: { workspaceId, invoiceId }, orderBy: { revision: 'asc' } });
  return rows.map(readInvoiceEvent);
}

const LINE_KINDS: readonly InvoiceEventKind[] = ['line_removed', 'line_added'];

/** What made an invoice's status what it is: the last event of one of these kinds, or of any that is not its lines'. */
export async function findLastInvoiceMove(
  db: Reads,
  workspaceId: string,
  invoiceId: string,
  kind?: InvoiceEventKind,
): Promise<InvoiceEvent | undefined> {
  const row = await db.event.findFirst({
    where: { workspaceId, invoiceId, kind: kind ?? { notIn: [...LINE_KINDS] } },
    orderBy: { revision: 'desc' },
  });
  return row ? readInvoiceEvent(row) : undefined;
}

export interface LastEvent {
  readonly kind: string;
  readonly actor: string;
  readonly at: Date;
  readonly reason?: string | undefined;
}

/** The last thing that happened to a reward or an invoice. Throws where nothing did: everything begins with an event. */
export async function getLastEvent(
  db: Reads,
  workspaceId: string,
  subject: { readonly rewardId: string } | { readonly invoiceId: string },
): Promise<LastEvent> {
  const row = await db.event.findFirstOrThrow({ where: { workspaceId, ...subject }, orderBy: { revision: 'desc' } });
  return { kind: row.kind, actor: row.actor, at: row.at, reason: row.reason ?? undefined };
}

/** What last changed a setting, or the installation that gave it its first value. */
export async function getLastSettingEvent(db: Reads, workspaceId: string, setting: string): Promise<LastEvent> {
  const where = { workspaceId, data: { path: ['setting'], equals: setting } };
  const row =
    (await db.event.findFirst({ where, orderBy: { id: 'desc' } })) ??
    (await db.event.findFirstOrThrow({ where: { workspaceId, kind: 'installed' } }));
  return { kind: row.kind, actor: row.actor, at: row.at };
}

function common(scope: Scope, event: Happening & { readonly kind: string }) {
  return {
    workspaceId: scope.workspaceId,
    programmeId: scope.programmeId,
    kind: event.kind,
    actor: event.actor,
    at: event.at,
    reason: event.reason ?? null,
    data: event.facts ?? {},
  };
}

function readInvoiceEvent(row: Event): InvoiceEvent {
  if (row.revision === null || row.invoiceId === null) throw new TypeError(`event ${row.id} is no invoice's`);
  return {
    revision: row.revision,
    kind: row.kind as InvoiceEventKind,
    actor: row.actor,
    at: row.at,
    reason: row.reason ?? undefined,
    facts: eventFacts.parse(row.data),
  };
}

function readRewardEvent(row: Event): RewardEvent {
  if (row.revision === null || row.toStatus === null || row.toPayment === null)
    throw new TypeError(`event ${row.id} is no reward's`);
  return {
    revision: row.revision,
    kind: row.kind as RewardEventKind,
    actor: row.actor,
    at: row.at,
    from: row.fromStatus && row.fromPayment ? { status: row.fromStatus, payment: row.fromPayment } : undefined,
    to: { status: row.toStatus, payment: row.toPayment },
    reason: row.reason ?? undefined,
    facts: eventFacts.parse(row.data),
  };
}
