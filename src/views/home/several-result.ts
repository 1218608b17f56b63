import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../domain/reader.js';
import { rewardNumber } from '../../domain/reward.js';
import type { SeveralResult } from '../../domain/several.js';
import { bold, factLines, type Line, modal, mrkdwn, words } from '../blocks.js';
import { countOf, formatMoney, formatSums } from '../formats.js';
import { refusalSentence } from '../refusals.js';
import { escapeText, nameInLine } from '../text.js';
import { sumsOf } from './several-form.js';

const TITLE = 'Approve several';

/** What became of each: what was not approved stands first, since somebody has to look at it. */
export function buildSeveralResult(results: readonly SeveralResult[], reader?: Reader): ModalView {
  const approved = results.filter(({ outcome }) => outcome.kind === 'approved');
  const first = results.filter(({ outcome }) => outcome.kind === 'first_of_two');
  const others = results.filter((result) => !approved.includes(result) && !first.includes(result));
  return modal({
    title: TITLE,
    close: 'Done',
    blocks: [
      ...factLines(
        [bold(`${countOf(approved.length, 'reward')} approved${sumWords(approved, reader)}`)],
        ...(first.length > 0
          ? [[words(`${countOf(first.length, 'reward')} approved once: somebody else has to, too`)]]
          : []),
        ...(others.length > 0 ? [[words(`${countOf(others.length, 'reward')} not approved`)]] : []),
      ),
      ...others.map((result) => problemBlock(result, reader)),
      ...factLines(...first.map((result) => resultLine(result, '1 of 2 approvals', reader))),
      ...factLines(...approved.map((result) => resultLine(result, 'Approved', reader))),
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
    outcome.kind === 'refused'
      ? refusalSentence(outcome.refusal, reader)
      : 'Something went wrong. Look at its card and try again.';
  return { type: 'section', text: mrkdwn(`${escapeText(nameOf(result, reader))}\n${why}`) };
}

function nameOf({ reward }: SeveralResult, reader: Reader | undefined): string {
  if (!reward) return 'A reward that is not here';
  return `${formatMoney(reward.amount, reader)} · ${rewardNumber(reward.number)} · ${nameInLine(reward.partner, 80)}`;
}
