import { findClawbacks } from '../db/clawbacks.js';
import type { Reads } from '../db/client.js';
import type { RewardWithParts } from '../db/rewards.js';
import { leftToTakeBack } from '../domain/clawback.js';
import type { RewardCard } from '../domain/shown.js';
import { readRewardLink } from './read-links.js';

type Clawing = Pick<RewardCard, 'corrects' | 'clawbacks' | 'leftToTakeBack'>;

/** What a reward takes back, if it is a clawback, and what takes it back, if it was paid. */
export async function readClawbacks(db: Reads, reward: RewardWithParts): Promise<Clawing> {
  const { workspaceId, currency, corrects } = reward;
  if (corrects) {
    const amount = { minor: corrects.amountMinor, currency };
    const link = await readRewardLink(db, workspaceId, corrects.id);
    return { corrects: { number: corrects.number, amount, link }, clawbacks: [] };
  }
  if (reward.status !== 'Paid') return { clawbacks: [] };
  const rows = await findClawbacks(db, workspaceId, reward.id);
  const clawbacks: RewardCard['clawbacks'][number][] = [];
  for (const { id, number, amountMinor } of rows) {
    const link = await readRewardLink(db, workspaceId, id);
    clawbacks.push({ number, amount: { minor: amountMinor, currency }, link });
  }
  return { clawbacks, leftToTakeBack: leftToTakeBack({ minor: reward.amountMinor, currency }, rows) };
}
