import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { QueueRow } from '../../domain/home-parts.js';
import { type Money, sumMoney } from '../../domain/money.js';
import type { Reader } from '../../domain/reader.js';
import { rewardNumber } from '../../domain/reward.js';
import type { NoticeRecipient } from '../../domain/shown.js';
import { bold, context, factLines, type Line, linked, modal, plain, words } from '../blocks.js';
import { formatMoney, formatSums } from '../formats.js';
import { INPUT, VIEW } from '../ids.js';
import { input } from '../inputs.js';
import { type FilledForm, fieldOf, type Reading } from '../reading.js';
import { recipientSentences } from '../recipient-words.js';
import { type RewardRef, readRewardButton, writeButtonValue } from '../references.js';
import { speakTo } from '../speak.js';
import { nameInLine, oneLine } from '../text.js';

/** The most that are approved at once. */
export const MOST_AT_ONCE = 50;
// Slack takes ten checkboxes in a group.
const PER_GROUP = 10;
const OPTION_LENGTH = 75;

/** Which rewards to approve: none is chosen beforehand, so that each was looked at. */
export function buildSeveralForm(rows: readonly QueueRow[], more: number, reader?: Reader): ModalView {
  const groups: InputBlock[] = [];
  for (let from = 0; from < rows.length; from += PER_GROUP) groups.push(groupOf(rows, from, reader));
  const { say } = speakTo(reader);
  const title = say('several.title');
  if (groups.length === 0) return modal({ title, reader, blocks: [context(plain(say('several.nothing_here')))] });
  const left = more > 0 ? [say('several.more', { count: more })] : [];
  return modal({
    title,
    submit: say('several.next'),
    callbackId: VIEW.severalForm,
    reader,
    blocks: [context(plain([say('several.choose'), ...left].join(' '))), ...groups],
  });
}

export function readSeveralForm(form: FilledForm, reader?: Reader): Reading<RewardRef[]> {
  const ids = Array.from({ length: MOST_AT_ONCE / PER_GROUP }, (_, group) => groupId(group));
  const chosen = ids.flatMap((id) => fieldOf(form, id).selected_options ?? []);
  if (chosen.length === 0) return { ok: false, errors: { [groupId(0)]: speakTo(reader).say('several.choose_one') } };
  return { ok: true, value: chosen.map(({ value }) => readRewardButton(value)) };
}

/** What was chosen, once more, with its sum: the last step before it is approved. `refs` are as they were seen. */
export function buildSeveralConfirm(
  waiting: readonly QueueRow[],
  refs: readonly RewardRef[],
  /** The partners of those that this approval makes Approved. */
  recipients: readonly NoticeRecipient[],
  reader?: Reader,
): ModalView {
  const rows = unchangedOf(waiting, refs);
  const { say } = speakTo(reader);
  const decided = refs.length - waiting.length;
  const changed = waiting.length - rows.length;
  const warnings = [
    ...(decided > 0 ? [say('several_meanwhile.decided', { count: decided })] : []),
    ...(changed > 0 ? [say('several_meanwhile.changed', { count: changed })] : []),
  ];
  const sums = formatSums(sumsOf(rows.map(({ amount }) => amount)), reader);
  return modal({
    title: say('several.title'),
    submit: rows.length > 0 ? say('several.approve', { count: rows.length }) : say('several.see_why'),
    reader,
    callbackId: VIEW.severalConfirm,
    metadata: refs.map(({ rewardId, revision }) => writeButtonValue(rewardId, revision)),
    blocks: [
      ...factLines([bold(`${say('count.rewards', { count: rows.length })} · ${sums}`)]),
      ...warnings.map((warning) => context(plain(warning))),
      ...(rows.length > 0 ? [context(plain(recipientSentences(recipients, reader)))] : []),
      ...factLines(...rows.map((row) => rowLine(row, reader))),
    ],
  });
}

/** Of these, the partners of the rewards that become Approved: the first of two approvals tells no partner. */
export function partnersToTell(
  waiting: readonly QueueRow[],
  refs: readonly RewardRef[],
): { readonly id: string; readonly name: string }[] {
  return unchangedOf(waiting, refs)
    .filter(({ approvalsNeeded, firstApprovedBy }) => approvalsNeeded < 2 || firstApprovedBy !== undefined)
    .map(({ partnerId, partner }) => ({ id: partnerId, name: partner }));
}

function unchangedOf(waiting: readonly QueueRow[], refs: readonly RewardRef[]): QueueRow[] {
  const seen = new Map(refs.map(({ rewardId, revision }) => [rewardId, revision]));
  return waiting.filter(({ id, revision }) => seen.get(id) === revision);
}

export function readSeveralConfirm(form: Pick<FilledForm, 'private_metadata'>): RewardRef[] {
  const values = z.array(z.string()).max(MOST_AT_ONCE).parse(JSON.parse(form.private_metadata));
  return values.map(readRewardButton);
}

/** One sum for each currency, never added across. */
export function sumsOf(amounts: readonly Money[]): Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  return currencies.map((currency) =>
    sumMoney(
      amounts.filter((amount) => amount.currency === currency),
      currency,
    ),
  );
}

function groupOf(rows: readonly QueueRow[], from: number, reader: Reader | undefined): InputBlock {
  const group = rows.slice(from, from + PER_GROUP);
  const { say } = speakTo(reader);
  const first = from + 1;
  const label =
    group.length === 1
      ? say('several.reward', { position: first })
      : say('several.rewards', { first, last: from + group.length, total: rows.length });
  return input(
    { id: groupId(from / PER_GROUP), label, optional: true },
    { type: 'checkboxes', options: group.map((row) => rowOption(row, reader)) as [PlainTextOption] },
  );
}

function groupId(group: number): string {
  return `${INPUT.several}_${group}`;
}

function approvalWords({ firstApprovedBy, approvalsNeeded: needed }: QueueRow, reader?: Reader): string | undefined {
  const { say } = speakTo(reader);
  if (firstApprovedBy) return say('queue_row.first_approval', { needed });
  return needed > 1 ? say('reward_card.needs_approvals', { needed }) : undefined;
}

function rowOption(row: QueueRow, reader: Reader | undefined): PlainTextOption {
  const { id, revision, number, partner, amount, customer, description, duplicateOf } = row;
  const likeness =
    duplicateOf !== undefined && speakTo(reader).say('queue_row.looks_like', { reward: rewardNumber(duplicateOf) });
  const about = [
    likeness && `⚠ ${likeness}`,
    approvalWords(row, reader),
    customer && nameInLine(customer, 30),
    oneLine(description),
  ];
  return {
    text: plain(`${formatMoney(amount, reader)} · ${rewardNumber(number)} · ${nameInLine(partner)}`, OPTION_LENGTH),
    description: plain(about.filter(Boolean).join(' · '), OPTION_LENGTH),
    value: writeButtonValue(id, revision),
  };
}

function rowLine({ amount, number, link, partner }: QueueRow, reader: Reader | undefined): Line {
  return [
    ...speakTo(reader).line('reward_card.amount_for', {
      amount: bold(formatMoney(amount, reader)),
      partner: nameInLine(partner, 80),
    }),
    words(' · '),
    linked(rewardNumber(number), link),
  ];
}
