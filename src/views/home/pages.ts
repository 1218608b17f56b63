import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Page } from '../../domain/home-parts.js';
import { HOME_LISTS, type HomeList } from '../../domain/home-place.js';
import type { Reader } from '../../domain/reader.js';
import { context, plain } from '../blocks.js';
import { formatCount } from '../formats.js';
import { ACTION } from '../ids.js';

interface Listed {
  readonly list: HomeList;
  /** What the pages are of, as it is read aloud. */
  readonly of: string;
  readonly total: number;
  /** Whose rewards, in a contact's Home. */
  readonly partnerId?: string | undefined;
}

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
    ...(previous ? [pageButton(listed, 'Previous', previous.from)] : []),
    ...(next ? [pageButton(listed, 'Next', next.from)] : []),
  ];
  if (buttons.length === 0) return [];
  const last = before + rows.length;
  const position = `${formatCount(before + 1, reader)} to ${formatCount(last, reader)} of ${formatCount(listed.total, reader)}`;
  return [context(plain(position)), { type: 'actions', elements: buttons }];
}

/** A page button's value: `<list>:<partner or nothing>:<first row, or nothing for the first page>`. */
export function readPageButton(value: string | undefined): PageRef {
  const [list, partnerId, from] = (value ?? '').split(':');
  return pageRef.parse({ list, partnerId: partnerId || undefined, from: from || undefined });
}

function pageButton({ list, of, partnerId }: Listed, text: 'Previous' | 'Next', from: string | undefined): Button {
  return {
    type: 'button',
    // Both stand in one block, where Slack wants two ids.
    action_id: `${ACTION.homePage}:${text.toLowerCase()}`,
    text: plain(text),
    value: [list, partnerId ?? '', from ?? ''].join(':'),
    accessibility_label: plain(`${text} page of ${of}`, 75).text,
  };
}
