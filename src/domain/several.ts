import type { Refusal } from './errors.js';
import type { Money } from './money.js';

/** What became of one of several rewards that were to be approved together. */
export interface SeveralResult {
  readonly reward?: { readonly number: number; readonly partner: string; readonly amount: Money } | undefined;
  readonly outcome:
    | { readonly kind: 'approved' }
    /** It needs two approvals, and this was the first. */
    | { readonly kind: 'first_of_two' }
    | { readonly kind: 'refused'; readonly refusal: Refusal }
    | { readonly kind: 'failed'; readonly error: unknown };
}
