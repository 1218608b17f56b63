import type { KnownBlock, StaticSelect } from '@slack/types';
import type { CreatedRow, HomeCreated } from '../../domain/home-parts.js';
import { REWARD_STATUSES, type RewardStatus, rewardNumber } from '../../domain/reward.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, instant, type Line, linked, plain, words } from '../blocks.js';
import { ACTION } from '../ids.js';
import { placeLines } from '../reward-words.js';
import { countOf, formatMoney, nameInLine } from '../text.js';
import { buildPageControls } from './pages.js';

const ALL = 'all';

/** What somebody created, and where the money is, for whoever creates rewards. */
export function buildCreated({ created, isSetUp }: HomeSheet): KnownBlock[] {
  if (!created) return [];
  return [
    header('Rewards you created'),
    ...factLines(createdLine(created)),
    ...createdControls(created, isSetUp),
    ...created.page.rows.flatMap((row) => factLines(...createdRowLines(row))),
    ...buildPageControls(created.page, { list: 'created', of: 'rewards you created', total: created.rewards }),
  ];
}

export function createdLine({ rewards, status }: HomeCreated): Line {
  if (rewards === 0) return [words(status ? `None of them is ${status}.` : 'None yet.')];
  return [words(`${countOf(rewards, 'reward')}${status ? ` · only ${status}` : ''}, the newest first`)];
}

export function createdRowLines({ amount, partner, number, link, status, createdAt, place }: CreatedRow): Line[] {
  const stays: Line[] = status === 'Hold' ? [[words('Stays off invoices while on hold')]] : placeLines(place);
  const paid: Line[] = status === 'Paid' && place.kind === 'none' ? [[words('Paid outside an invoice')]] : stays;
  return [
    [
      bold(formatMoney(amount)),
      words(` for ${nameInLine(partner, 80)} · `),
      linked(rewardNumber(number), link),
      words(` · ${status}`),
    ],
    ...paid,
    [words('Created '), instant(createdAt)],
  ];
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
