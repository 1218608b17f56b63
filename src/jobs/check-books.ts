import { owe } from '../services/owe.js';
import { readWorkspaceIds } from '../services/read-workspaces.js';
import type { JobHandler } from './context.js';

/** Every day: owes each workspace a look at its books. */
export const checkBooks: JobHandler<'check-books'> = async (_payload, context) => {
  for (const workspaceId of await readWorkspaceIds(context))
    await owe(context, { name: 'report-books', payload: { workspaceId } });
};
