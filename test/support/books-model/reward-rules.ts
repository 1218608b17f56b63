import { DECISIONS, type Decision, type RewardStatus } from '../../../src/domain/reward.js';
import { type Answer, leastOf, linesOf, type ModelBooks, type ModelInvoice, type ModelReward, sumOf } from './model.js';

// SPEC 4's table, row by row.
const TABLE: { readonly [Status in RewardStatus]: { readonly [Act in Decision]?: RewardStatus | 'tell them' } } = {
  New: {
    ...{ approve: 'Approved', decline: 'Declined', hold: 'Hold', mark_paid: 'Paid', withdraw: 'Declined' },
    ...{ release: 'tell them', reopen: 'tell them', request_changes: 'Hold' },
  },
  Approved: { approve: 'tell them', decline: 'Declined', hold: 'Hold', mark_paid: 'Paid' },
  Hold: {
    ...{ approve: 'Approved', decline: 'Declined', release: 'New', mark_paid: 'Paid', withdraw: 'Declined' },
    ...{ hold: 'tell them', request_changes: 'Hold' },
  },
  Declined: { decline: 'tell them', withdraw: 'tell them', reopen: 'New' },
  Paid: {},
};

export interface DecisionPress {
  readonly reward: string;
  readonly decision: Decision;
  readonly by: string;
  /** Of the card that was pressed. */
  readonly revision: number;
}

export function decide(books: ModelBooks, press: DecisionPress): Answer {
  const reward = books.rewards.get(press.reward);
  if (!reward) return 'reward_not_found';
  if (reward.revision !== press.revision) return 'reward_changed';
  if (press.decision !== 'withdraw' && press.by === reward.createdBy) return 'own_reward';
  if (press.decision === 'approve' && press.by === reward.firstBy) return 'approved_before';
  if (reward.status === 'Paid') return 'reward_paid';
  const invoice = reward.invoice ? books.invoices.get(reward.invoice) : undefined;
  if (invoice && !isOpen(invoice)) return 'invoice_locked';
  const to = TABLE[reward.status][press.decision];
  if (to && press.decision === 'request_changes' && reward.corrects) return 'move_not_possible';
  if (!to) return 'move_not_possible';
  if (to === 'tell them') return 'already_so';
  if (to === 'Paid' && lacksApproval(reward)) return 'needs_second_approval';
  if (to === 'Approved' && lacksApproval(reward) && !reward.firstBy) return approveFirst(reward, press.by);
  if (press.decision === 'reopen') {
    if (reward.everInvoiced) return 'was_invoiced';
    const answer = reward.corrects ? takeBack(books, reward.corrects, -reward.minor) : 'done';
    if (answer !== 'done') return answer;
  }
  const leaves = invoice && to !== 'Approved';
  if (to !== 'New' && to !== 'Hold') reward.firstBy = undefined;
  reward.status = to;
  reward.revision += 1;
  if (leaves) reward.payment = 'not_invoiced';
  if (to === 'Paid') reward.payment = 'paid_elsewhere';
  if (leaves) leave(books, invoice, reward);
  return 'done';
}

/** Two must approve it, and not both have. */
function lacksApproval({ needs, status }: ModelReward): boolean {
  return needs > 1 && (status === 'New' || status === 'Hold');
}

/** The first of two approvals leaves it New, off every invoice, for somebody else to approve. */
function approveFirst(reward: ModelReward, by: string): Answer {
  reward.status = 'New';
  reward.firstBy = by;
  reward.revision += 1;
  return 'done';
}

/** What may be decided about a reward as it stands. */
export function possibleDecisions(books: ModelBooks, reward: ModelReward): Decision[] {
  const { status, invoice, everInvoiced, corrects } = reward;
  const on = invoice && books.invoices.get(invoice);
  if (on && !isOpen(on)) return [];
  return DECISIONS.filter((decision) => {
    const to = TABLE[status][decision];
    return (
      to &&
      to !== 'tell them' &&
      !(decision === 'reopen' && everInvoiced) &&
      !(to === 'Paid' && lacksApproval(reward)) &&
      !(decision === 'request_changes' && corrects)
    );
  });
}

export function isOpen({ status }: ModelInvoice): boolean {
  return status === 'in_review' || status === 'paused';
}

/** The reward's line goes, and with it what is left of its partner if that is not worth paying; empty is void. */
export function leave(books: ModelBooks, invoice: ModelInvoice, reward: ModelReward): void {
  reward.invoice = undefined;
  const rest = linesOf(books, invoice.key).filter(({ partner }) => partner === reward.partner);
  if (sumOf(rest) < leastOf(books)) rest.forEach(giveBack);
  invoice.revision += 1;
  if (linesOf(books, invoice.key).length === 0) invoice.status = 'void';
}

/** Off its invoice, otherwise as it was. */
export function giveBack(reward: ModelReward): void {
  reward.invoice = undefined;
  reward.payment = 'not_invoiced';
  reward.revision += 1;
}

export function create(
  books: ModelBooks,
  made: Pick<ModelReward, 'key' | 'partner' | 'currency' | 'minor' | 'corrects' | 'createdBy'>,
): Answer {
  // The same submission twice is one reward.
  if (books.rewards.has(made.key)) return 'done';
  const { threshold } = books;
  const worth = made.minor < 0n ? -made.minor : made.minor;
  books.rewards.set(made.key, {
    ...made,
    needs: threshold !== undefined && worth >= threshold * 100n ? 2 : 1,
    ...{ createdAt: books.now, status: 'New', payment: 'not_invoiced', revision: 1, everInvoiced: false },
  });
  return 'done';
}

export interface ClawbackPress {
  readonly key: string;
  readonly corrects: string;
  readonly minor: bigint;
  readonly by: string;
}

export function clawBack(books: ModelBooks, { key, corrects, minor, by }: ClawbackPress): Answer {
  if (books.rewards.has(key)) return 'done';
  const reward = books.rewards.get(corrects);
  if (!reward) return 'reward_not_found';
  if (reward.corrects) return 'clawback_of_clawback';
  if (reward.status !== 'Paid') return 'not_to_be_clawed_back';
  const answer = takeBack(books, corrects, minor);
  if (answer !== 'done') return answer;
  const { partner, currency } = reward;
  return create(books, { key, partner, currency, minor: -minor, corrects, createdBy: by });
}

/** Whether so much is left of a reward; who was first is named, if anybody was. */
function takeBack(books: ModelBooks, corrects: string, minor: bigint): Answer {
  const standing = [...books.rewards.values()].filter(
    (reward) => reward.corrects === corrects && reward.status !== 'Declined',
  );
  const left = (books.rewards.get(corrects)?.minor ?? 0n) + sumOf(standing);
  if (minor <= left) return 'done';
  return standing.length > 0 ? 'clawback_overtaken' : 'clawback_too_much';
}
