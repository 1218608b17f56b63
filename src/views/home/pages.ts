import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Page } from '../../domain/home-parts.js';
import { HOME_LISTS, type HomeList } from '../../domain/home-place.js';
import type { Reader } from '../../domain/reader.js';
import { context, plain } from '../blocks.js';
import { ACTION } from '../ids.js';
import { speakTo } from '../speak.js';

type Listed = { readonly total: number } & (
  | { readonly list: Exclude<HomeList, 'rewards'>; readonly whose?: undefined }
  /** Whose rewards, in a contact's Home. */
  | { readonly list: 'rewards'; readonly whose: { readonly partnerId: string; readonly name: string } }
);

const pageRef = z.object({
  list: z.enum(HOME_LISTS),
  partnerId: z.uuid().optional(),
  from: z.string().max(60).optional(),
});
export type PageRef = z.infer<typeof pageRef>;

/** Under a list that has more than one page: where one is in it, and the way on. */
export function buildPageControls(
  { rows, before, previous, next }: Page<unknown>,
  listed: Listed,
  reader?: Reader,
): KnownBlock[] {
  const buttons = [
    ...(previous ? [pageButton(listed, { turn: 'previous', from: previous.from }, reader)] : []),
    ...(next ? [pageButton(listed, { turn: 'next', from: next.from }, reader)] : []),
  ];
  if (buttons.length === 0) return [];
  const shown = { first: before + 1, last: before + rows.length, total: listed.total };
  const position = speakTo(reader).say('page.position', shown);
  return [context(plain(position)), { type: 'actions', elements: buttons }];
}

/** A page button's value: `<list>:<partner or nothing>:<first row, or nothing for the first page>`. */
export function readPageButton(value: string | undefined): PageRef {
  const [list, partnerId, from] = (value ?? '').split(':');
  return pageRef.parse({ list, partnerId: partnerId || undefined, from: from || undefined });
}

function pageButton(
  listed: Listed,
  { turn, from }: { readonly turn: 'previous' | 'next'; readonly from: string | undefined },
  reader: Reader | undefined,
): Button {
  return {
    type: 'button',
    // Both stand in one block, where Slack wants two ids.
    action_id: `${ACTION.homePage}:${turn}`,
    text: plain(speakTo(reader).say(`page.${turn}`), 75),
    value: [listed.list, listed.whose?.partnerId ?? '', from ?? ''].join(':'),
    accessibility_label: plain(pageAloud(listed, turn, reader), 75).text,
  };
}

function pageAloud(listed: Listed, turn: 'previous' | 'next', reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  if (listed.list === 'rewards') return say(`${turn}_page.rewards`, { partner: listed.whose.name });
  return say(`${turn}_page.${listed.list}`);
}
