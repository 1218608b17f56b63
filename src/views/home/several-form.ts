import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { QueueRow } from '../../domain/home-parts.js';
import { type Money, sumMoney } from '../../domain/money.js';
import type { Reader } from '../../domain/reader.js';
import { rewardNumber } from '../../domain/reward.js';
import { bold, context, factLines, type Line, linked, modal, plain, words } from '../blocks.js';
import { countOf, formatMoney, formatSums } from '../formats.js';
import { INPUT, VIEW } from '../ids.js';
import { input } from '../inputs.js';
import { type FilledForm, fieldOf, type Reading } from '../reading.js';
import { type RewardRef, readRewardButton, writeButtonValue } from '../references.js';
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
  if (groups.length === 0)
    return modal({
      title: 'Approve several',
      blocks: [
        context(plain('There is nothing here that you may approve. Rewards on Hold have a filter of their own.')),
      ],
    });
  const left = more > 0 ? ` ${countOf(more, 'more reward', reader)} come after these.` : '';
  return modal({
    title: 'Approve several',
    submit: 'Next',
    callbackId: VIEW.severalForm,
    blocks: [
      context(plain(`Choose, and see the sum before anything is approved. Your own rewards are not here.${left}`)),
      ...groups,
    ],
  });
}

export function readSeveralForm(form: FilledForm): Reading<RewardRef[]> {
  const ids = Array.from({ length: MOST_AT_ONCE / PER_GROUP }, (_, group) => groupId(group));
  const chosen = ids.flatMap((id) => fieldOf(form, id).selected_options ?? []);
  if (chosen.length === 0) return { ok: false, errors: { [groupId(0)]: 'Choose at least one.' } };
  return { ok: true, value: chosen.map(({ value }) => readRewardButton(value)) };
}

/** What was chosen, once more, with its sum: the last step before it is approved. `refs` are as they were seen. */
export function buildSeveralConfirm(
  waiting: readonly QueueRow[],
  refs: readonly RewardRef[],
  reader?: Reader,
): ModalView {
  const seen = new Map(refs.map(({ rewardId, revision }) => [rewardId, revision]));
  const rows = waiting.filter(({ id, revision }) => seen.get(id) === revision);
  const warnings = [
    leftAloneWords(refs.length - waiting.length, 'decided'),
    leftAloneWords(waiting.length - rows.length, 'changed'),
  ].filter((warning) => warning !== undefined);
  return modal({
    title: 'Approve several',
    submit: rows.length > 0 ? `Approve ${rows.length}` : 'See why',
    callbackId: VIEW.severalConfirm,
    metadata: refs.map(({ rewardId, revision }) => writeButtonValue(rewardId, revision)),
    blocks: [
      ...factLines([
        bold(`${countOf(rows.length, 'reward')} · ${formatSums(sumsOf(rows.map(({ amount }) => amount)), reader)}`),
      ]),
      ...warnings.map((warning) => context(plain(warning))),
      ...factLines(...rows.map((row) => rowLine(row, reader))),
    ],
  });
}

function leftAloneWords(count: number, what: 'decided' | 'changed'): string | undefined {
  if (count === 0) return undefined;
  const [was, be] = count === 1 ? ['was', 'it is'] : ['were', 'they are'];
  return `${countOf(count, 'reward')} of your choice ${was} ${what} meanwhile and will be left as ${be}.`;
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
  const label =
    group.length === 1 ? `Reward ${from + 1}` : `Rewards ${from + 1} to ${from + group.length} of ${rows.length}`;
  return input(
    { id: groupId(from / PER_GROUP), label, optional: true },
    { type: 'checkboxes', options: group.map((row) => rowOption(row, reader)) as [PlainTextOption] },
  );
}

function groupId(group: number): string {
  return `${INPUT.several}_${group}`;
}

function approvalWords({ firstApprovedBy, approvalsNeeded }: QueueRow): string | undefined {
  if (firstApprovedBy) return `1 of ${approvalsNeeded} approvals`;
  return approvalsNeeded > 1 ? `Needs ${approvalsNeeded} approvals` : undefined;
}

function rowOption(row: QueueRow, reader: Reader | undefined): PlainTextOption {
  const { id, revision, number, partner, amount, customer, description, duplicateOf } = row;
  const about = [
    duplicateOf === undefined ? undefined : `⚠ Looks like ${rewardNumber(duplicateOf)}`,
    approvalWords(row),
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
    bold(formatMoney(amount, reader)),
    words(` for ${nameInLine(partner, 80)} · `),
    linked(rewardNumber(number), link),
  ];
}
