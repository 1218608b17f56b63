import type { KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { CreatedRow, HomeCreated } from '../../domain/home-parts.js';
import type { Reader } from '../../domain/reader.js';
import { REWARD_STATUSES, type RewardStatus, rewardNumber } from '../../domain/reward.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { bold, factLines, header, instant, type Line, linked, plain, words } from '../blocks.js';
import { formatMoney, formatMonth } from '../formats.js';
import { ACTION } from '../ids.js';
import { goesOn, placeLines } from '../reward-words.js';
import { speakTo } from '../speak.js';
import { nameInLine } from '../text.js';
import { buildPageControls } from './pages.js';

const ALL = 'all';
const STATUSES = [ALL, ...REWARD_STATUSES] as const;

/** What somebody created, and where the money is, for whoever creates rewards. */
export function buildCreated({ created, isSetUp }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (!created) return [];
  return [
    header(speakTo(reader).say('created.title')),
    ...factLines(createdLine(created, reader)),
    ...createdControls(created, isSetUp, reader),
    ...created.page.rows.flatMap((row) => factLines(...createdRowLines(row, reader))),
    ...buildPageControls(created.page, { list: 'created', total: created.rewards }, reader),
  ];
}

export function createdLine({ rewards, status }: HomeCreated, reader?: Reader): Line {
  const { say, line } = speakTo(reader);
  if (!status) return rewards > 0 ? line('created.newest_first', { count: rewards }) : line('created.none');
  const only = say(`reward_status.${status}`);
  return rewards > 0
    ? line('created.newest_of_status_first', { count: rewards, status: only })
    : line('created.none_of_status', { status: only });
}

export function createdRowLines(row: CreatedRow, reader?: Reader): Line[] {
  const { amount, partner, number, link, status, createdAt } = row;
  const { say, line } = speakTo(reader);
  const money = moneyLine(row, reader);
  const when = instant(createdAt, reader);
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
    money.length > 0 ? line('created_row.money_and_created', { money, when }) : line('created_row.created', { when }),
  ];
}

/** Where the money is, as short as a list allows. */
function moneyLine({ status, place }: CreatedRow, reader: Reader | undefined): Line {
  const { line } = speakTo(reader);
  if (status === 'Hold') return line('reward_card.stays_off');
  if (place.kind === 'expected') {
    return line(`created_row.${goesOn(place)}`, { month: formatMonth(place.month, reader) });
  }
  if (place.kind === 'none') return status === 'Paid' ? line('created_row.paid_elsewhere') : [];
  return placeLines(place, reader).flat();
}

/** The status that was chosen to be listed; undefined: all. */
export function readCreatedStatus(value: string | undefined): RewardStatus | undefined {
  return REWARD_STATUSES.find((status) => status === value);
}

function createdControls({ rewards, status }: HomeCreated, isSetUp: boolean, reader: Reader | undefined): KnownBlock[] {
  const { say } = speakTo(reader);
  const select: StaticSelect = {
    type: 'static_select',
    action_id: ACTION.homeCreatedStatus,
    placeholder: plain(say('created.which')),
    options: STATUSES.map((one) => statusOption(one, reader)),
    initial_option: statusOption(status ?? ALL, reader),
  };
  const elements = [
    ...(isSetUp ? [{ type: 'button' as const, action_id: ACTION.homeCreate, text: plain(say('created.create')) }] : []),
    ...(rewards > 0 || status ? [select] : []),
  ];
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

function statusOption(value: (typeof STATUSES)[number], reader: Reader | undefined): PlainTextOption {
  const { say } = speakTo(reader);
  return { text: plain(value === ALL ? say('created.all_statuses') : say(`reward_status.${value}`), 75), value };
}
