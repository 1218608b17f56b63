import type { KnownBlock, ModalView } from '@slack/types';
import { rewardNumber } from '../../domain/reward.js';
import type { SeveralResult } from '../../domain/several.js';
import { bold, factLines, type Line, modal, mrkdwn, words } from '../blocks.js';
import { refusalSentence } from '../refusals.js';
import { countOf, escapeText, formatMoney, formatSums, nameInLine } from '../text.js';
import { sumsOf } from './several-form.js';

const TITLE = 'Approve several';

/** What became of each: what was not approved stands first, since somebody has to look at it. */
export function buildSeveralResult(results: readonly SeveralResult[]): ModalView {
  const approved = results.filter(({ outcome }) => outcome.kind === 'approved');
  const first = results.filter(({ outcome }) => outcome.kind === 'first_of_two');
  const others = results.filter((result) => !approved.includes(result) && !first.includes(result));
  return modal({
    title: TITLE,
    close: 'Done',
    blocks: [
      ...factLines(
        [bold(`${countOf(approved.length, 'reward')} approved${sumWords(approved)}`)],
        ...(first.length > 0
          ? [[words(`${countOf(first.length, 'reward')} approved once: somebody else has to, too`)]]
          : []),
        ...(others.length > 0 ? [[words(`${countOf(others.length, 'reward')} not approved`)]] : []),
      ),
      ...others.map(problemBlock),
      ...factLines(...first.map((result) => resultLine(result, '1 of 2 approvals'))),
      ...factLines(...approved.map((result) => resultLine(result, 'Approved'))),
    ],
  });
}

function sumWords(results: readonly SeveralResult[]): string {
  const amounts = results.flatMap(({ reward }) => (reward ? [reward.amount] : []));
  return amounts.length > 0 ? ` · ${formatSums(sumsOf(amounts))}` : '';
}

function resultLine(result: SeveralResult, what: string): Line {
  return [words(`${nameOf(result)} · ${what}`)];
}

function problemBlock(result: SeveralResult): KnownBlock {
  const { outcome } = result;
  const why =
    outcome.kind === 'refused'
      ? refusalSentence(outcome.refusal)
      : 'Something went wrong. Look at its card and try again.';
  return { type: 'section', text: mrkdwn(`${escapeText(nameOf(result))}\n${why}`) };
}

function nameOf({ reward }: SeveralResult): string {
  if (!reward) return 'A reward that is not here';
  return `${formatMoney(reward.amount)} · ${rewardNumber(reward.number)} · ${nameInLine(reward.partner, 80)}`;
}
