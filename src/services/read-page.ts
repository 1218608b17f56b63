import type { Page } from '../domain/home-parts.js';

/** A list that is read page by page, each from the place of its first row on. */
export interface PagedList<Row, Place> {
  readonly size: number;
  /** From a place on, or from the start. */
  readonly ahead: (from: Place | undefined, limit: number) => Promise<readonly Row[]>;
  /** The last before a place. */
  readonly behind: (from: Place, limit: number) => Promise<readonly Row[]>;
  readonly countBehind: (from: Place) => Promise<number>;
  readonly placeOf: (row: Row) => Place;
  readonly write: (place: Place) => string;
  readonly read: (text: string) => Place | undefined;
}

/**
 * The page that begins at `from`, which need not be there any more: rows that come and go move nothing that is looked at.
 * Where nothing is left from there on, the last page; where less than a page stands before it, "previous" is the first.
 */
export async function readPage<Row, Place>(list: PagedList<Row, Place>, from: string | undefined): Promise<Page<Row>> {
  const start = from === undefined ? undefined : list.read(from);
  const behind = start === undefined ? [] : await list.behind(start, list.size);
  const ahead = await list.ahead(behind.length > 0 ? start : undefined, list.size + 1);
  const [first] = behind;
  if (first && ahead.length === 0) return readPage(list, list.write(list.placeOf(first)));
  const rest = ahead[list.size];
  return {
    rows: ahead.slice(0, list.size),
    before: first && start !== undefined ? await list.countBehind(start) : 0,
    previous: first && { from: behind.length < list.size ? undefined : list.write(list.placeOf(first)) },
    next: rest && { from: list.write(list.placeOf(rest)) },
  };
}

/** A reward's number as a place: the newest rewards stand first. */
export const numberPlaces = {
  write: String,
  read: (text: string) => (/^[0-9]{1,10}$/.test(text) ? Number(text) : undefined),
};

/** The same page with its rows as they are shown. */
export function mapPage<Row, Shown>(page: Page<Row>, show: (row: Row) => Shown): Page<Shown> {
  return { ...page, rows: page.rows.map(show) };
}
