import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { CountAndSums, HomeQueue, QueueRow, ShownFilter } from '../../domain/home-parts.js';
import type { Own } from '../../domain/policy.js';
import type { Reader } from '../../domain/reader.js';
import { rewardNumber } from '../../domain/reward.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, instant, type Line, linked, person, plain, words } from '../blocks.js';
import { countOf, formatCount, formatMoney, formatSums } from '../formats.js';
import { ACTION } from '../ids.js';
import { decisionButtons } from '../reward-card.js';
import { nameInLine, oneLine, shorten } from '../text.js';
import { buildPageControls } from './pages.js';

/** What waits for a decision, and the decisions, for whoever reviews. */
export function buildQueue({ queue }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!queue) return [];
  const { New, Hold } = queue.waiting;
  return [
    header('Waiting for a decision'),
    ...factLines(...queueLines(queue, reader)),
    ...queueControls(queue),
    ...queue.page.rows.flatMap((row) => rowBlocks(row, reader)),
    ...buildPageControls(queue.page, { list: 'queue', of: 'the queue', total: New.rewards + Hold.rewards }, reader),
  ];
}

/** How much it is, since when, and what of it is shown. */
export function queueLines({ waiting: { New, Hold }, oldestAt, filter }: HomeQueue, reader?: Reader): Line[] {
  const asked = filterWords(filter, reader);
  const shown: Line[] = asked.length > 0 ? [[words('Only '), ...joined(asked)]] : [];
  if (!oldestAt)
    return [
      ...shown,
      [words(asked.length > 0 ? 'Nothing of it waits for a decision.' : 'Nothing waits for a decision.')],
    ];
  return [
    ...shown,
    ...(New.rewards > 0 ? [countLine(New, 'New', reader)] : []),
    ...(Hold.rewards > 0 ? [countLine(Hold, 'on Hold', reader)] : []),
    [words('The oldest was created '), instant(oldestAt, reader)],
  ];
}

/** One reward of the queue, amount first. */
export function queueRowLines(row: QueueRow, reader?: Reader): Line[] {
  const { amount, number, link, status, partner, description, customer, createdBy, createdAt } = row;
  const about = customer ? `Customer: ${nameInLine(customer, 80)} · ` : '';
  return [
    [
      bold(formatMoney(amount, reader)),
      words(` for ${nameInLine(partner, 80)} · `),
      linked(rewardNumber(number), link),
      words(` · ${status}`),
    ],
    [words(shorten(oneLine(description), 120))],
    [words(`${about}${about ? 'created' : 'Created'} by `), person(createdBy), words(', '), instant(createdAt, reader)],
    ...markLines(row),
  ];
}

function countLine({ rewards, sums }: CountAndSums, what: string, reader: Reader | undefined): Line {
  return [bold(`${formatCount(rewards, reader)} ${what}`), words(` · ${formatSums(sums, reader)}`)];
}

/** What the person should know before deciding, or why they cannot. */
function markLines({ corrects, duplicateOf, firstApprovedBy, approvalsNeeded, own, decisions }: QueueRow): Line[] {
  return [
    ...(duplicateOf === undefined ? [] : [[words(`⚠ Looks like ${rewardNumber(duplicateOf)}`)]]),
    ...(corrects === undefined ? [] : [[words(`Takes back ${rewardNumber(corrects)}`)]]),
    ...approvalLines(firstApprovedBy, approvalsNeeded),
    ...(own ? [[words(ownWords(own, decisions.length > 0))]] : []),
  ];
}

function approvalLines(first: string | undefined, needed: number): Line[] {
  if (first) return [[words(`1 of ${needed} approvals, by `), person(first)]];
  return needed > 1 ? [[words(`Needs ${needed} approvals`)]] : [];
}

const OWN_WORDS: Readonly<Record<Own, string>> = {
  creator: 'You created it',
  contact: 'You are a contact of this partner',
  editor: 'You changed it',
};

function ownWords(own: Own, isAlone: boolean): string {
  const why = OWN_WORDS[own];
  return isAlone ? `${why}, and nobody else is left to decide: you are asked why` : `${why}, so somebody else decides`;
}

function rowBlocks(row: QueueRow, reader: Reader | undefined): KnownBlock[] {
  const buttons = decisionButtons({ ...row, partner: { name: row.partner } }, reader);
  const actions: ActionsBlock[] = buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
  return [...factLines(...queueRowLines(row, reader)), ...actions];
}

function queueControls({ filter, page }: HomeQueue): KnownBlock[] {
  const isFiltered = filterWords(filter).length > 0;
  const isEmpty = page.rows.length === 0;
  if (isEmpty && !isFiltered) return [];
  const elements = [
    ...(page.rows.some(({ decisions }) => decisions.includes('approve')) || page.next
      ? [button(ACTION.homeApproveSeveral, 'Approve several…')]
      : []),
    button(ACTION.homeFilter, 'Filter…', 'Filter the queue'),
    ...(isFiltered ? [button(ACTION.homeFilterClear, 'Clear', 'Clear the filter: show the whole queue')] : []),
  ];
  return [{ type: 'actions', elements }];
}

function button(actionId: string, text: string, says?: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, 75),
    ...(says && { accessibility_label: says }),
  };
}

function filterWords({ partner, createdBy, status, olderThanDays, atLeast }: ShownFilter, reader?: Reader): Line[] {
  return [
    ...(partner ? [[words(`for ${nameInLine(partner, 80)}`)]] : []),
    ...(createdBy ? [[words('created by '), person(createdBy)]] : []),
    ...(status ? [[words(status === 'Hold' ? 'on Hold' : status)]] : []),
    ...(olderThanDays ? [[words(`older than ${countOf(olderThanDays, 'day')}`)]] : []),
    ...(atLeast ? [[words(`${formatMoney(atLeast, reader)} and more`)]] : []),
  ];
}

function joined(lines: readonly Line[]): Line {
  return lines.flatMap((line, index) => (index === 0 ? line : [words(', '), ...line]));
}
