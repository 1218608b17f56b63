import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { CountAndSums, HomeQueue, QueueRow, ShownFilter } from '../../domain/home-parts.js';
import type { UndecidedStatus } from '../../domain/home-place.js';
import type { Reader } from '../../domain/reader.js';
import { rewardNumber } from '../../domain/reward.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, instant, type Line, linked, person, plain, words } from '../blocks.js';
import { formatMoney, formatSums } from '../formats.js';
import { ACTION } from '../ids.js';
import { decisionButtons } from '../reward-card.js';
import { speakTo } from '../speak.js';
import { nameInLine, oneLine, shorten } from '../text.js';
import { buildPageControls } from './pages.js';

/** What waits for a decision, and the decisions, for whoever reviews. */
export function buildQueue({ queue }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!queue) return [];
  const { New, Hold } = queue.waiting;
  return [
    header(speakTo(reader).say('queue.title')),
    ...factLines(...queueLines(queue, reader)),
    ...queueControls(queue, reader),
    ...queue.page.rows.flatMap((row) => rowBlocks(row, reader)),
    ...buildPageControls(queue.page, { list: 'queue', total: New.rewards + Hold.rewards }, reader),
  ];
}

/** How much it is, since when, and what of it is shown. */
export function queueLines(queue: HomeQueue, reader?: Reader): Line[] {
  const { waiting, needSecondApproval, oldestAt, filter } = queue;
  const { New, Hold } = waiting;
  const { line, andLine } = speakTo(reader);
  const asked = filterWords(filter, reader);
  const shown = asked.length > 0 ? [line('queue.only', { which: andLine(asked) })] : [];
  if (!oldestAt) return [...shown, line(asked.length > 0 ? 'queue.nothing_of_it_waits' : 'queue.nothing_waits')];
  return [
    ...shown,
    ...(New.rewards > 0 ? [countLine(New, 'New', reader)] : []),
    ...(needSecondApproval > 0 ? [line('queue.need_second_approval', { count: needSecondApproval })] : []),
    ...(Hold.rewards > 0 ? [countLine(Hold, 'Hold', reader)] : []),
    line('queue.oldest', { when: instant(oldestAt, reader) }),
  ];
}

/** One reward of the queue, amount first. */
export function queueRowLines(row: QueueRow, reader?: Reader): Line[] {
  const { amount, number, link, status, partner, description, customer, createdBy, createdAt } = row;
  const { say, line } = speakTo(reader);
  const creation = { who: person(createdBy, reader), when: instant(createdAt, reader) };
  return [
    [
      ...line('reward_card.amount_for', {
        amount: bold(formatMoney(amount, reader)),
        partner: nameInLine(partner, 80),
      }),
      words(' · '),
      linked(rewardNumber(number), link),
      words(` · ${say(`reward_status.${status}`)}`),
    ],
    [words(shorten(oneLine(description), 120))],
    customer
      ? line('queue_row.customer_and_created', { customer: nameInLine(customer, 80), ...creation })
      : line('reward_card.created', creation),
    ...markLines(row, reader),
  ];
}

function countLine({ rewards, sums }: CountAndSums, status: UndecidedStatus, reader: Reader | undefined): Line {
  const count = speakTo(reader).say(`queue_waiting.${status}`, { count: rewards });
  return [bold(count), words(` · ${formatSums(sums, reader)}`)];
}

/** What the person should know before deciding, or why they cannot. */
function markLines(row: QueueRow, reader: Reader | undefined): Line[] {
  const { corrects, duplicateOf, own, decisions } = row;
  const { say, line } = speakTo(reader);
  const likeness = duplicateOf !== undefined && say('queue_row.looks_like', { reward: rewardNumber(duplicateOf) });
  return [
    ...(likeness ? [[words(`⚠ ${likeness}`)]] : []),
    ...(corrects === undefined ? [] : [line('queue_row.takes_back', { reward: rewardNumber(corrects) })]),
    ...approvalLines(row, reader),
    ...(own ? [line(`${decisions.length > 0 ? 'own_nobody_else' : 'own_others_decide'}.${own}`)] : []),
  ];
}

function approvalLines({ firstApprovedBy: first, approvalsNeeded: needed }: QueueRow, reader?: Reader): Line[] {
  const { line } = speakTo(reader);
  if (first) return [line('queue_row.first_approval_by', { needed, who: person(first, reader) })];
  return needed > 1 ? [line('reward_card.needs_approvals', { needed })] : [];
}

function rowBlocks(row: QueueRow, reader: Reader | undefined): KnownBlock[] {
  const buttons = decisionButtons({ ...row, partner: { name: row.partner } }, reader);
  const actions: ActionsBlock[] = buttons.length > 0 ? [{ type: 'actions', elements: buttons }] : [];
  return [...factLines(...queueRowLines(row, reader)), ...actions];
}

function queueControls({ filter, page }: HomeQueue, reader: Reader | undefined): KnownBlock[] {
  const { say } = speakTo(reader);
  const isFiltered = filterWords(filter, reader).length > 0;
  const isEmpty = page.rows.length === 0;
  if (isEmpty && !isFiltered) return [];
  const elements = [
    ...(hasSeveral({ filter, page }) ? [button(ACTION.homeApproveSeveral, say('queue.approve_several'))] : []),
    button(ACTION.homeFilter, say('queue.filter'), say('queue.filter_aloud')),
    ...(isFiltered ? [button(ACTION.homeFilterClear, say('queue.clear'), say('queue.clear_aloud'))] : []),
  ];
  return [{ type: 'actions', elements }];
}

/** Whether some may be approved together: of those that are shown, or perhaps on another page. */
function hasSeveral({ filter, page }: Pick<HomeQueue, 'filter' | 'page'>): boolean {
  const asked = filter.status ?? 'New';
  const isOne = ({ status, approvableWithOthers }: QueueRow) => status === asked && approvableWithOthers;
  return page.rows.some(isOne) || page.next !== undefined || page.previous !== undefined;
}

function button(actionId: string, text: string, says?: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, 75),
    ...(says && { accessibility_label: says }),
  };
}

function filterWords({ partner, createdBy, status, olderThanDays, atLeast }: ShownFilter, reader?: Reader) {
  const { line } = speakTo(reader);
  return [
    ...(partner ? [line('queue_only.partner', { partner: nameInLine(partner, 80) })] : []),
    ...(createdBy ? [line('queue_only.created_by', { who: person(createdBy, reader) })] : []),
    ...(status ? [line(`queue_only.${status}`)] : []),
    ...(olderThanDays ? [line('queue_only.older_than', { days: olderThanDays })] : []),
    ...(atLeast ? [line('queue_only.at_least', { amount: formatMoney(atLeast, reader) })] : []),
  ];
}
