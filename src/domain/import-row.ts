import { z } from 'zod';

/** The columns of each file that people import. */
export const PARTNER_COLUMNS = ['partner_key', 'name', 'email', 'group', 'slack_user_id'] as const;
export const CUSTOMER_COLUMNS = ['customer_key', 'name', 'email', 'partner_key'] as const;
export type PartnerColumn = (typeof PARTNER_COLUMNS)[number];
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];
export type ImportColumn = PartnerColumn | CustomerColumn;

/** One row of a file as it was typed. `row` counts as a spreadsheet does: the header is 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
  /** It has more filled cells than the header has columns. */
  readonly overflows: boolean;
}

/** Why a row is skipped. Worded where the report is shown. */
export type RowProblem =
  | { readonly code: 'too_many_cells' }
  | { readonly code: 'missing'; readonly column: ImportColumn; readonly of: 'row' | 'new partner' | 'new customer' }
  | { readonly code: 'too_long'; readonly column: ImportColumn; readonly most: number }
  | { readonly code: 'control_character'; readonly column: ImportColumn }
  | { readonly code: 'not_an_email' }
  | { readonly code: 'not_a_slack_user' }
  | { readonly code: 'repeated'; readonly row: number }
  | { readonly code: 'no_identity' }
  | { readonly code: 'partner_unknown'; readonly partnerKey: string }
  | { readonly code: 'email_of_several' };

export interface PartnerRow {
  readonly partnerKey: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly group?: string | undefined;
  readonly slackUserId?: string | undefined;
}

export interface CustomerRow {
  readonly customerKey?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly partnerKey?: string | undefined;
}

/** A row as it will be imported, a blank cell being undefined; or why it will not be. */
export type RowReading<Row> = { readonly values: Row } | { readonly problem: RowProblem };

export function readPartnerRow(row: SheetRow): RowReading<PartnerRow> {
  return reading(row, () => {
    const partnerKey = readKey(row, 'partner_key');
    if (!partnerKey) throw new BadRow({ code: 'missing', column: 'partner_key', of: 'row' });
    return {
      partnerKey,
      name: readText(row, 'name', LONGEST.name),
      email: readEmail(row),
      group: readText(row, 'group', LONGEST.group),
      slackUserId: readSlackUser(row),
    };
  });
}

export function readCustomerRow(row: SheetRow): RowReading<CustomerRow> {
  return reading(row, () => {
    const customer = {
      customerKey: readKey(row, 'customer_key'),
      name: readText(row, 'name', LONGEST.name),
      email: readEmail(row),
      partnerKey: readKey(row, 'partner_key'),
    };
    if (!customer.customerKey && !customer.email) throw new BadRow({ code: 'no_identity' });
    if (!customer.customerKey && !customer.partnerKey) {
      throw new BadRow({ code: 'missing', column: 'partner_key', of: 'row' });
    }
    return customer;
  });
}

// 75 characters are what Slack shows of an option; 254 is the longest address that mail can be sent to (RFC 5321).
const LONGEST = { key: 75, name: 200, email: 254, group: 75 } as const;
// Marks that are not seen but change what is: they have no place in a key, a name or an address.
const HIDDEN = /[\p{Cc}\u200B\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFD]/u;
const EMAIL = /^[^\s@<>"(),;]+@[^\s@<>"(),;]+\.[^\s@<>"(),;]+$/;
const slackUser = z.string().regex(/^[UW][A-Z0-9]{2,}$/);

class BadRow extends Error {
  constructor(readonly problem: RowProblem) {
    super(problem.code);
  }
}

function reading<Row>(row: SheetRow, read: () => Row): RowReading<Row> {
  try {
    if (row.overflows) throw new BadRow({ code: 'too_many_cells' });
    return { values: read() };
  } catch (error) {
    if (error instanceof BadRow) return { problem: error.problem };
    throw error;
  }
}

function readCell(row: SheetRow, column: ImportColumn, most: number): string | undefined {
  const text = row.cells[column]?.trim();
  if (!text) return undefined;
  if (HIDDEN.test(text)) throw new BadRow({ code: 'control_character', column });
  if (text.length > most) throw new BadRow({ code: 'too_long', column, most });
  return text;
}

/** Text of one line: a cell that was typed on several is read as one. */
function readText(row: SheetRow, column: ImportColumn, most: number): string | undefined {
  const text = row.cells[column]?.replace(/[\t\r\n]+/g, ' ');
  return text === undefined ? undefined : readCell({ ...row, cells: { [column]: text } }, column, most);
}

// Composed, so that the same key is found however a program spelt its accents.
function readKey(row: SheetRow, column: ImportColumn): string | undefined {
  return readCell(row, column, LONGEST.key)?.normalize('NFC');
}

function readEmail(row: SheetRow): string | undefined {
  const email = readCell(row, 'email', LONGEST.email);
  if (email && !EMAIL.test(email)) throw new BadRow({ code: 'not_an_email' });
  return email?.normalize('NFC');
}

function readSlackUser(row: SheetRow): string | undefined {
  const userId = readCell(row, 'slack_user_id', LONGEST.key);
  if (userId && !slackUser.safeParse(userId).success) throw new BadRow({ code: 'not_a_slack_user' });
  return userId;
}
