import { allowRun } from '../services/allow-run.js';
import { readAllowButton } from '../views/stopped-run.js';
import { readActionValue } from './decide.js';
import type { HandlerDeps } from './deps.js';
import type { ActionArgs, Handler } from './explain.js';

/** Cut it anyway, on a run that was stopped for its sum. */
export function allowRunAnyway(deps: HandlerDeps): Handler<ActionArgs> {
  return async (args) => {
    const run = readAllowButton(readActionValue(args));
    await allowRun(deps, { ...run, workspaceId: deps.workspaceId, by: args.body.user.id });
  };
}
