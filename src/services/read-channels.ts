import { getProgramme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import type { Deps } from './deps.js';

export interface Channels {
  readonly reviewChannel: string;
  readonly financeChannel: string;
}

/** Where the cards and the invoices go now. Refuses with `not_set_up` while they are not chosen. */
export async function readChannels({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<Channels> {
  return requireChannels(await getProgramme(db.reads, workspaceId));
}

/** Nothing is created, and so nothing posted, before both are chosen. */
export function requireChannels(programme: {
  readonly reviewChannel: string | null;
  readonly financeChannel: string | null;
}): Channels {
  const { reviewChannel, financeChannel } = programme;
  if (!reviewChannel || !financeChannel) throw new Refusal('not_set_up', {});
  return { reviewChannel, financeChannel };
}
