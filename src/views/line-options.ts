import type { PlainTextOption } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { LineChoice } from '../domain/shown-invoice.js';
import { plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { writeButtonValue } from './references.js';
import type { Options } from './reward-options.js';
import { oneLine, shorten } from './text.js';

// Slack takes 100 options, each of 75 characters, with a description of 75.
const MOST_OPTIONS = 100;
const OPTION_LENGTH = 75;

/** What the selects of an invoice's forms offer: `R-1042 · $1,250.50 · Acme Growth GmbH`, and what it is for. */
export function lineOptions(lines: readonly LineChoice[], reader?: Reader): Options {
  return { options: lines.slice(0, MOST_OPTIONS).map((line) => lineOption(line, reader)) };
}

function lineOption(
  { rewardId, revision, number, amount, partnerName, description }: LineChoice,
  reader: Reader | undefined,
): PlainTextOption {
  const start = `${rewardNumber(number)} · ${formatMoney(amount, reader)} · `;
  const room = Math.max(1, OPTION_LENGTH - start.length);
  return {
    text: plain(start + shorten(oneLine(partnerName), room), OPTION_LENGTH),
    description: plain(shorten(oneLine(description), OPTION_LENGTH), OPTION_LENGTH),
    value: writeButtonValue(rewardId, revision),
  };
}
