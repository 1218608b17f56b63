import type { KnownBlock, StaticSelect } from '@slack/types';
import type { CreatedRow, HomeCreated } from '../../domain/home-parts.js';
import type { Reader } from '../../domain/reader.js';
import { REWARD_STATUSES, type RewardStatus, rewardNumber } from '../../domain/reward.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, instant, type Line, linked, plain, words } from '../blocks.js';
import { countOf, formatMoney, formatMonth } from '../formats.js';
import { ACTION } from '../ids.js';
import { placeLines } from '../reward-words.js';
import { nameInLine } from '../text.js';
import { buildPageControls } from './pages.js';

const ALL = 'all';

/** What somebody created, and where the money is, for whoever creates rewards. */
export function buildCreated({ created, isSetUp }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!created) return [];
  return [
    header('Rewards you created'),
    ...factLines(createdLine(created, reader)),
    ...createdControls(created, isSetUp),
    ...created.page.rows.flatMap((row) => factLines(...createdRowLines(row, reader))),
    ...buildPageControls(created.page, { list: 'created', of: 'rewards you created', total: created.rewards }, reader),
  ];
}

export function createdLine({ rewards, status }: HomeCreated, reader?: Reader): Line {
  if (rewards === 0) return [words(status ? `None of them is ${status}.` : 'None yet.')];
  return [words(`${countOf(rewards, 'reward', reader)}${status ? ` · only ${status}` : ''}, the newest first`)];
}

export function createdRowLines(row: CreatedRow, reader?: Reader): Line[] {
  const { amount, partner, number, link, status, createdAt } = row;
  const money = moneyLine(row, reader);
  return [
    [
      bold(formatMoney(amount, reader)),
      words(` for ${nameInLine(partner, 80)} · `),
      linked(rewardNumber(number), link),
      words(` · ${status}`),
    ],
    [...money, words(money.length > 0 ? ' · created ' : 'Created '), instant(createdAt, reader)],
  ];
}

/** Where the money is, as short as a list allows. */
function moneyLine({ status, place }: CreatedRow, reader: Reader | undefined): Line {
  if (status === 'Hold') return [words('Stays off invoices while on hold')];
  if (place.kind === 'expected') {
    const goes = place.needsApproval ? 'Without a yes it stays off' : 'Goes on';
    return [words(`${goes} the ${formatMonth(place.month, reader)} invoice`)];
  }
  if (place.kind === 'none') return status === 'Paid' ? [words('Paid outside an invoice')] : [];
  return placeLines(place, reader).flat();
}

/** The status that was chosen to be listed; undefined: all. */
export function readCreatedStatus(value: string | undefined): RewardStatus | undefined {
  return REWARD_STATUSES.find((status) => status === value);
}

function createdControls({ rewards, status }: HomeCreated, isSetUp: boolean): KnownBlock[] {
  const select: StaticSelect = {
    type: 'static_select',
    action_id: ACTION.homeCreatedStatus,
    placeholder: plain('Which of your rewards'),
    options: [ALL, ...REWARD_STATUSES].map(statusOption),
    initial_option: statusOption(status ?? ALL),
  };
  const elements = [
    ...(isSetUp ? [{ type: 'button' as const, action_id: ACTION.homeCreate, text: plain('Create a reward') }] : []),
    ...(rewards > 0 || status ? [select] : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

function statusOption(value: string) {
  return { text: plain(value === ALL ? 'All statuses' : value, 75), value };
}
