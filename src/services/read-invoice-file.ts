import { type Reads, UNLIMITED_MS } from '../db/client.js';
import {
  findInvoiceByNumber,
  findLatestNumbers,
  type InvoiceByNumber,
  type LineRow,
  readLines,
  sumPayouts,
} from '../db/invoice-files.js';
import { findInvoice } from '../db/invoices.js';
import { getProgramme } from '../db/workspaces.js';
import type { InvoiceStatus } from '../domain/invoice.js';
import type { DocumentLine, InvoiceDocument, Payout } from '../domain/invoice-document.js';
import type { Deps } from './deps.js';
import { readSheet } from './read-invoice-sheet.js';

/** Takes a page of an invoice's lines. They come by partner's name and reward's number. */
export type TakeLines = (lines: readonly DocumentLine[], document: InvoiceDocument) => void;

/**
 * Everything that the files of an invoice say, as it was at one instant: whose it is, what goes to whom, and its lines,
 * handed to `take` a page at a time so that of very many only what is kept is kept. Undefined: no such invoice.
 */
export function readInvoiceFile(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  invoiceId: string,
  take: TakeLines = () => undefined,
): Promise<{ readonly document: InvoiceDocument; readonly payouts: readonly Payout[] } | undefined> {
  return db.snapshot(
    async (reads) => {
      const document = await readDocument(reads, workspaceId, invoiceId);
      if (!document) return undefined;
      const { currency } = document.sheet.total;
      const scope = { workspaceId, invoiceId };
      for await (const page of readLines(reads, scope)) {
        take(
          page.map((row) => lineOf(row, currency)),
          document,
        );
      }
      const payouts = (await sumPayouts(reads, scope)).map(
        ({ key, name, email, total }): Payout => ({
          partner: { key, name },
          email: email ?? undefined,
          amount: { minor: total, currency },
        }),
      );
      return { document, payouts };
    },
    { timeout: UNLIMITED_MS },
  );
}

/** What an invoice is called and where it stands, without its lines. */
export async function readInvoiceHead(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  invoiceId: string,
): Promise<{ readonly number: string; readonly status: InvoiceStatus } | undefined> {
  return (await findInvoice(db.reads, workspaceId, invoiceId)) ?? undefined;
}

/** Finds an invoice by its number, in whatever case; where there is none, the latest numbers help to find the right one. */
export async function lookUpInvoice(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  number: string,
): Promise<{ readonly found: InvoiceByNumber } | { readonly latest: readonly string[] }> {
  const found = await findInvoiceByNumber(db.reads, workspaceId, number);
  return found ? { found } : { latest: await findLatestNumbers(db.reads, workspaceId, 3) };
}

async function readDocument(db: Reads, workspaceId: string, invoiceId: string): Promise<InvoiceDocument | undefined> {
  const invoice = await findInvoice(db, workspaceId, invoiceId);
  if (!invoice) return undefined;
  // The paper names the day of payment; whether that has passed is no part of it.
  const sheet = await readSheet(db, workspaceId, invoiceId, invoice.cutAt);
  if (!sheet) return undefined;
  const { name, address } = await getProgramme(db, workspaceId);
  const { startsAt, endsAt } = invoice.period;
  return { programme: { name, address }, sheet, startsAt, endsAt, cutAt: invoice.cutAt };
}

function lineOf(row: LineRow, currency: string): DocumentLine {
  return {
    number: row.number,
    partner: {
      id: row.partnerId,
      key: row.partnerKey,
      name: row.partnerName,
      group: row.partnerGroup ?? undefined,
    },
    customer: row.customer ?? undefined,
    description: row.description,
    statusWhenInvoiced: row.statusWhenInvoiced ?? row.status,
    status: row.status,
    isUnreviewed: row.isUnreviewed,
    createdAt: row.createdAt,
    amount: { minor: row.amountMinor, currency },
  };
}
