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
import { speakTo } from './speak.js';
import { nameInLine, oneLine, shorten } from './text.js';

/** The decisions that "Change decision…" offers; the others have a button or an item of their own. */
export const CHANGES = ['decline', 'hold', 'reopen'] as const satisfies readonly Decision[];
export type Change = (typeof CHANGES)[number];

// Slack's limit for what a screen reader says of a button.
const MOST_ALOUD = 75;

/** The decisions that have a button. */
type Pressed = 'approve' | 'decline' | 'hold' | 'release';

// SPEC 4: Approved, Declined and Paid have the menu alone, so that no decision is undone by a slip.
const BUTTONS: Readonly<Record<RewardCard['status'], readonly Pressed[]>> = {
  New: ['approve', 'decline', 'hold'],
  Hold: ['approve', 'decline', 'release'],
  Approved: [],
  Declined: [],
  Paid: [],
};

/**
 * The card in the review channel, drawn from the row alone: all that is needed to decide, and no status but its own.
 * `reader`: for one person, not for the channel.
 */
export function buildRewardCard(card: RewardCard, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const title = `${rewardNumber(card.number)} · ${say(`reward_status.${card.status}`)}`;
  const partner: Line = [bold(nameInLine(card.partner.name, 200)), words(`  ${keyAndGroup(card.partner)}`)];
  const decision = standingDecision(card.history);
  const decided = decision ? [decisionLine(decision, reader)] : [];
  const facts = rewardFacts(card, reader);
  const warnings = warningLines(card, reader);
  return {
    text: sayLines([
      [words(title)],
      line('reward_card.amount_for', { amount: formatMoney(card.amount, reader), partner }),
      [words(shorten(oneLine(card.description), 300))],
      ...facts,
      ...decided,
      ...(decision?.reason ? [line('common.quoted', { text: shorten(oneLine(decision.reason), 300) })] : []),
      ...warnings,
    ]),
    blocks: [
      header(title),
      richText(section(partner)),
      header(formatMoney(card.amount, reader)),
      richText(section([label(say('reward_card.description'))]), quote(card.description)),
      ...factLines(...facts),
      ...(card.internalNote ? [richText(section([label(say('reward_card.note'))]), quote(card.internalNote))] : []),
      ...(decision ? [richText(section(...decided), ...(decision.reason ? [quote(decision.reason)] : []))] : []),
      ...factLines(...warnings),
      controls(card, reader),
    ],
  };
}

function controls(card: RewardCard, reader: Reader | undefined): ActionsBlock {
  return { type: 'actions', elements: [...decisionButtons(card, reader), menuFor(card, reader)] };
}

/** What of a reward its buttons are about. */
export type Decidable = Pick<RewardCard, 'id' | 'revision' | 'number' | 'status' | 'amount' | 'decisions'> & {
  readonly partner: Pick<RewardCard['partner'], 'name'>;
};

/** The buttons for these of the decisions that have one, wherever the reward is shown. */
export function decisionButtons(reward: Decidable, reader?: Reader): Button[] {
  const offered = BUTTONS[reward.status].filter((decision) => reward.decisions.includes(decision));
  return offered.map((decision) => buttonFor(reward, decision, reader));
}

function buttonFor(card: Decidable, decision: Pressed, reader: Reader | undefined): Button {
  return {
    type: 'button',
    action_id: ACTION[decision],
    text: plain(speakTo(reader).say(`reward_button.${decision}`), 75),
    value: writeButtonValue(card.id, card.revision),
    accessibility_label: sayAloud(card, decision, reader),
    ...(decision === 'approve' && { style: 'primary' }),
  };
}

/** `Approve R-1042, Acme, $1,250.50`: the name gives way, so that the amount is always heard. */
function sayAloud(card: Decidable, decision: Pressed, reader: Reader | undefined): string {
  const facts = { reward: rewardNumber(card.number), amount: formatMoney(card.amount, reader) };
  const naming = (partner: string) => speakTo(reader).say(`reward_button_aloud.${decision}`, { ...facts, partner });
  const room = Math.max(1, MOST_ALOUD - naming('').length);
  return shorten(naming(shorten(oneLine(card.partner.name), room)), MOST_ALOUD);
}

function menuFor(card: RewardCard, reader: Reader | undefined): Overflow {
  const { say } = speakTo(reader);
  const isAskedFor = card.history.at(-1)?.kind === 'changes_requested';
  const items: [item: MenuItem, applies: boolean][] = [
    ['change', BUTTONS[card.status].length === 0 && changesOf(card).length > 0],
    // The item stays before the second approval: its refusal says what is missing.
    ['mark_paid', card.decisions.includes('mark_paid') || (card.approvals && card.decisions.length > 0) === true],
    ['edit', isAskedFor],
    ['request_changes', card.decisions.includes('request_changes') && !isAskedFor],
    ['withdraw', card.decisions.includes('withdraw')],
    ['clawback', (card.leftToTakeBack?.minor ?? 0n) > 0n],
    ['link', needsContact(card)],
    // Linking sends again too; both at once would be one item too many.
    ['resend', mayBeSentAgain(card) && !needsContact(card)],
    ['history', true],
  ];
  return {
    type: 'overflow',
    action_id: ACTION.menu,
    options: items
      .filter(([, applies]) => applies)
      .map(([item]) => ({
        text: plain(say(`reward_menu.${item}`), 75),
        value: writeMenuValue(item, card.id, card.revision),
      })),
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
