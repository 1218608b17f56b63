import type { RewardRef } from '../views/references.js';
import type { EditPart } from '../views/reward-form.js';
import { requireCard } from './decide.js';
import type { HandlerDeps } from './deps.js';

/** What the form says of a reward that is edited: which, and what was asked. */
export async function readEditPart(deps: HandlerDeps, ref: RewardRef): Promise<EditPart> {
  const { number, history } = await requireCard(deps, ref.rewardId);
  const asked = history.findLast(({ kind }) => kind === 'changes_requested');
  return { ...ref, number, askedBy: asked?.actor, question: asked?.reason };
}
