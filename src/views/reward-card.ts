import type { ActionsBlock, Button, Overflow } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { type Decision, rewardNumber } from '../domain/reward.js';
import type { RewardCard } from '../domain/shown.js';
import {
  bold,
  factLines,
  header,
  type Line,
  label,
  type MessageContent,
  plain,
  quote,
  richText,
  sayLines,
  section,
  words,
} from './blocks.js';
import { standingDecision } from './event-words.js';
import { formatMoney } from './formats.js';
import { ACTION, type MenuItem } from './ids.js';
import { writeButtonValue, writeMenuValue } from './references.js';
import { decisionLine, rewardFacts, warningLines } from './reward-facts.js';
import { keyAndGroup } from './reward-words.js';
import { nameInLine, oneLine, shorten } from './text.js';

/** The decisions that "Change decision…" offers; the others have a button or an item of their own. */
export const CHANGES = ['decline', 'hold', 'reopen'] as const satisfies readonly Decision[];
export type Change = (typeof CHANGES)[number];

interface ButtonWords {
  readonly decision: Decision;
  readonly actionId: string;
  readonly text: string;
  readonly says: string;
  readonly primary?: true;
}
const APPROVE: ButtonWords = {
  decision: 'approve',
  actionId: ACTION.approve,
  text: 'Approve',
  says: 'Approve',
  primary: true,
};
const DECLINE: ButtonWords = { decision: 'decline', actionId: ACTION.decline, text: 'Decline…', says: 'Decline' };
const HOLD: ButtonWords = { decision: 'hold', actionId: ACTION.hold, text: 'Hold…', says: 'Hold' };
const RELEASE: ButtonWords = { decision: 'release', actionId: ACTION.release, text: 'Release', says: 'Release' };

// SPEC 4: Approved, Declined and Paid have the menu alone, so that no decision is undone by a slip.
const BUTTONS: Readonly<Record<RewardCard['status'], readonly ButtonWords[]>> = {
  New: [APPROVE, DECLINE, HOLD],
  Hold: [APPROVE, DECLINE, RELEASE],
  Approved: [],
  Declined: [],
  Paid: [],
};

/**
 * The card in the review channel, drawn from the row alone: all that is needed to decide, and no status but its own.
 * `reader`: for one person, not for the channel.
 */
export function buildRewardCard(card: RewardCard, reader?: Reader): MessageContent {
  const title = `${rewardNumber(card.number)} · ${card.status}`;
  const partner: Line = [bold(nameInLine(card.partner.name, 200)), words(`  ${keyAndGroup(card.partner)}`)];
  const decision = standingDecision(card.history);
  const decided = decision ? [decisionLine(decision, reader)] : [];
  const facts = rewardFacts(card, reader);
  const warnings = warningLines(card, reader);
  return {
    text: sayLines([
      [words(title)],
      [words(`${formatMoney(card.amount, reader)} for `), ...partner],
      [words(shorten(oneLine(card.description), 300))],
      ...facts,
      ...decided,
      ...(decision?.reason ? [[words(`“${shorten(oneLine(decision.reason), 300)}”`)]] : []),
      ...warnings,
    ]),
    blocks: [
      header(title),
      richText(section(partner)),
      header(formatMoney(card.amount, reader)),
      richText(section([label('Reward description, your partner sees this')]), quote(card.description)),
      ...factLines(...facts),
      ...(card.internalNote
        ? [richText(section([label('Internal note, not seen by the partner')]), quote(card.internalNote))]
        : []),
      ...(decision ? [richText(section(...decided), ...(decision.reason ? [quote(decision.reason)] : []))] : []),
      ...factLines(...warnings),
      controls(card),
    ],
  };
}

function controls(card: RewardCard): ActionsBlock {
  return { type: 'actions', elements: [...decisionButtons(card), menuFor(card)] };
}

/** What of a reward its buttons are about. */
export type Decidable = Pick<RewardCard, 'id' | 'revision' | 'number' | 'status' | 'amount' | 'decisions'> & {
  readonly partner: Pick<RewardCard['partner'], 'name'>;
};

/** The buttons for these of the decisions that have one, wherever the reward is shown. */
export function decisionButtons(reward: Decidable, reader?: Reader): Button[] {
  const offered = BUTTONS[reward.status].filter(({ decision }) => reward.decisions.includes(decision));
  return offered.map((button) => buttonFor(reward, button, reader));
}

function buttonFor(
  card: Decidable,
  { actionId, text, says, primary }: ButtonWords,
  reader: Reader | undefined,
): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, 75),
    value: writeButtonValue(card.id, card.revision),
    accessibility_label: accessibilityLabel(says, card, reader),
    ...(primary && { style: 'primary' }),
  };
}

/** `Approve R-1042, Acme, $1,250.50`: the name gives way, so that the amount is always heard. */
function accessibilityLabel(says: string, card: Decidable, reader: Reader | undefined): string {
  const before = `${says} ${rewardNumber(card.number)}, `;
  const after = `, ${formatMoney(card.amount, reader)}`;
  return before + shorten(oneLine(card.partner.name), Math.max(1, 75 - before.length - after.length)) + after;
}

function menuFor(card: RewardCard): Overflow {
  const isAskedFor = card.history.at(-1)?.kind === 'changes_requested';
  const items: [item: MenuItem, text: string, applies: boolean][] = [
    ['change', 'Change decision…', BUTTONS[card.status].length === 0 && changesOf(card).length > 0],
    ['mark_paid', 'Mark as paid…', card.decisions.includes('mark_paid')],
    ['edit', 'Edit and send back…', isAskedFor],
    ['request_changes', 'Ask for changes…', card.decisions.includes('request_changes') && !isAskedFor],
    ['withdraw', 'Withdraw…', card.decisions.includes('withdraw')],
    ['clawback', 'Claw back…', (card.leftToTakeBack?.minor ?? 0n) > 0n],
    ['link', 'Link a Slack user…', needsContact(card)],
    // Linking sends again too; both at once would be one item too many.
    ['resend', 'Send to the partner again', mayBeSentAgain(card) && !needsContact(card)],
    ['history', 'History', true],
  ];
  return {
    type: 'overflow',
    action_id: ACTION.menu,
    options: items
      .filter(([, , applies]) => applies)
      .map(([item, text]) => ({ text: plain(text, 75), value: writeMenuValue(item, card.id, card.revision) })),
  };
}

function needsContact({ told }: RewardCard): boolean {
  return told.state === 'not_told' && !told.reachableNow;
}

function mayBeSentAgain({ told, former }: RewardCard): boolean {
  return [told, former?.told].some(
    (one) => one?.state === 'unknown' || (one?.state === 'not_told' && one.reachableNow === true),
  );
}

/** What can still become of a decided reward. */
export function changesOf(card: Pick<RewardCard, 'decisions'>): Change[] {
  return CHANGES.filter((change) => card.decisions.includes(change));
}
