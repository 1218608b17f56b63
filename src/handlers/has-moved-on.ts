import { refusalCode } from '../slack/errors.js';

/** Whether a view was not redrawn because it shows something newer, or is closed: there is nothing left to show. */
export function hasMovedOn(error: unknown): boolean {
  const code = refusalCode(error);
  return code === 'hash_conflict' || code === 'not_found';
}
