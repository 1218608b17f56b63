import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../domain/reader.js';
import { rewardNumber } from '../../domain/reward.js';
import type { SeveralResult } from '../../domain/several.js';
import { bold, factLines, type Line, modal, mrkdwn, words } from '../blocks.js';
import { formatMoney, formatSums } from '../formats.js';
import { refusalSentence } from '../refusals.js';
import { speakTo } from '../speak.js';
import { escapeText, nameInLine } from '../text.js';
import { sumsOf } from './several-form.js';

/** What became of each: what was not approved stands first, since somebody has to look at it. */
export function buildSeveralResult(results: readonly SeveralResult[], reader?: Reader): ModalView {
  const approved = results.filter(({ outcome }) => outcome.kind === 'approved');
  const first = results.filter(({ outcome }) => outcome.kind === 'first_of_two');
  const others = results.filter((result) => !approved.includes(result) && !first.includes(result));
  const { say, line } = speakTo(reader);
  const once = say('queue_row.first_approval', { needed: 2 });
  const done = say('reward_status.Approved');
  return modal({
    title: say('several.title'),
    close: say('several.done'),
    blocks: [
      ...factLines(
        [bold(`${say('several.approved', { count: approved.length })}${sumWords(approved, reader)}`)],
        ...(first.length > 0 ? [line('several.approved_once', { count: first.length })] : []),
        ...(others.length > 0 ? [line('several.not_approved', { count: others.length })] : []),
      ),
      ...others.map((result) => problemBlock(result, reader)),
      ...factLines(...first.map((result) => resultLine(result, once, reader))),
      ...factLines(...approved.map((result) => resultLine(result, done, reader))),
    ],
  });
}

function sumWords(results: readonly SeveralResult[], reader: Reader | undefined): string {
  const amounts = results.flatMap(({ reward }) => (reward ? [reward.amount] : []));
  return amounts.length > 0 ? ` · ${formatSums(sumsOf(amounts), reader)}` : '';
}

function resultLine(result: SeveralResult, what: string, reader: Reader | undefined): Line {
  return [words(`${nameOf(result, reader)} · ${what}`)];
}

function problemBlock(result: SeveralResult, reader: Reader | undefined): KnownBlock {
  const { outcome } = result;
  const why =
    outcome.kind === 'refused' ? refusalSentence(outcome.refusal, reader) : speakTo(reader).say('several.failed');
  return { type: 'section', text: mrkdwn(`${escapeText(nameOf(result, reader))}\n${why}`) };
}

function nameOf({ reward }: SeveralResult, reader: Reader | undefined): string {
  if (!reward) return speakTo(reader).say('several.unknown_reward');
  return `${formatMoney(reward.amount, reader)} · ${rewardNumber(reward.number)} · ${nameInLine(reward.partner, 80)}`;
}
