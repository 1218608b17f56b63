import { formatCount } from '../views/formats.js';

/** `1 reward`, `1,204 rewards`: the command line is English. */
export function countOf(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;
}
