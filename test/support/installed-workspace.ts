import { Readable } from 'node:stream';
import { openCsv } from '../../src/connectors/csv-file.js';
import type { FirstStartSettings } from '../../src/domain/first-start.js';
import { CUSTOMER_COLUMNS, PARTNER_COLUMNS, type SheetRow } from '../../src/domain/import-row.js';
import type { Deps } from '../../src/services/deps.js';
import { installWorkspace, type SlackTeam } from '../../src/services/install-workspace.js';

export const FIRST_START: FirstStartSettings = {
  reviewChannel: 'C0REVIEW',
  financeChannel: 'C0FINANCE',
  currencies: ['USD', 'EUR'],
  timeZone: 'Europe/Berlin',
  unreviewed: 'new_and_approved',
  grants: { admin: ['U0ADMIN'], manager: ['U0ANA'], approver: ['U0BO', 'S0LEADS'], finance: [] },
};

export function teamOf(id: string): SlackTeam {
  return { id, name: `Team ${id}`, url: `https://${id.toLowerCase()}.slack.com/`, botUserId: 'U0BOT' };
}

/** A workspace as the first start leaves it. Returns its id. */
export async function installTestWorkspace(deps: Deps, id: string, firstStart = FIRST_START): Promise<string> {
  await installWorkspace(deps, { team: teamOf(id), firstStart });
  return id;
}

/** The rows of a CSV file, given as its text. */
export async function* rowsOf(text: string): AsyncIterable<SheetRow> {
  const columns = { known: [...PARTNER_COLUMNS, ...CUSTOMER_COLUMNS], needed: [[]] };
  const file = await openCsv(() => Readable.from([Buffer.from(text)]), columns);
  yield* file.read();
}
