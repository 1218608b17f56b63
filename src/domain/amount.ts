import { decimalsOf, type Money } from './money.js';

/** Why an amount that somebody typed is not accepted. Worded in views/refusals. */
export type AmountProblem =
  | { readonly code: 'amount_unreadable' }
  | { readonly code: 'amount_needs_code'; readonly symbol: string; readonly currencies: readonly string[] }
  | { readonly code: 'amount_currency_unused'; readonly typed: string; readonly currencies: readonly string[] }
  | { readonly code: 'amount_two_currencies'; readonly typed: string; readonly chosen: string }
  | { readonly code: 'amount_too_precise'; readonly currency: string; readonly decimals: number }
  | { readonly code: 'amount_not_positive' }
  | { readonly code: 'amount_over_cap'; readonly cap: Money };

export type AmountReading = { readonly money: Money } | { readonly problem: AmountProblem };

export interface AmountRules {
  /** The programme's currencies, its default first. */
  readonly currencies: readonly string[];
  /** The most one reward may be, in major units. */
  readonly capMajor: bigint;
}

// ASCII digits only: a full-width or Arabic-Indic digit is refused, not guessed at.
const NUMBER = '(?<sign>-?)(?<number>[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)';
const AMOUNT = new RegExp(
  `^(?:(?<codeBefore>[A-Za-z]{3})\\s*|(?<symbol>[A-Za-z]{0,3}\\p{Sc})\\s*)?${NUMBER}(?:\\s*(?<codeAfter>[A-Za-z]{3}))?$`,
  'u',
);
// No group starts with a zero: who types `0,250` means a quarter.
const GROUPED = /^[1-9][0-9]{0,2}(,[0-9]{3})*(\.[0-9]+)?$/;

/**
 * Reads an amount as a person types it (SPEC 3): `250`, `1,250.50`, `$50`, `50 USD`. The point is decimal and a comma
 * separates exact groups of three, so that no reading can be wrong a hundredfold; anything else is a problem.
 * `chosen` is the currency picked in a select, where the programme has several.
 */
export function readAmount(typed: string, { currencies, capMajor }: AmountRules, chosen?: string): AmountReading {
  const groups = AMOUNT.exec(typed.trim())?.groups;
  const number = groups?.number;
  if (!groups || !number || (number.includes(',') && !GROUPED.test(number)))
    return problem({ code: 'amount_unreadable' });
  if (groups.codeBefore && groups.codeAfter) return problem({ code: 'amount_unreadable' });

  const typedCode = (groups.codeBefore ?? groups.codeAfter)?.toUpperCase();
  const symbol = groups.symbol;
  const only = currencies.length === 1 ? currencies[0] : undefined;
  if (symbol && !(only && isSymbolOf(symbol, only))) return problem({ code: 'amount_needs_code', symbol, currencies });
  if (typedCode && !currencies.includes(typedCode)) {
    return problem({ code: 'amount_currency_unused', typed: typedCode, currencies });
  }
  if (typedCode && chosen && typedCode !== chosen) {
    return problem({ code: 'amount_two_currencies', typed: typedCode, chosen });
  }
  // A form left open may still offer what the settings no longer do.
  if (chosen !== undefined && !currencies.includes(chosen)) {
    return problem({ code: 'amount_currency_unused', typed: chosen, currencies });
  }
  const currency = typedCode ?? chosen ?? currencies[0];
  if (!currency) throw new RangeError('a programme has at least one currency');

  const decimals = decimalsOf(currency);
  const [whole = '0', fraction = ''] = number.replaceAll(',', '').split('.');
  if (fraction.length > decimals) return problem({ code: 'amount_too_precise', currency, decimals });
  const minor = BigInt(whole + fraction.padEnd(decimals, '0'));
  if (groups.sign || minor === 0n) return problem({ code: 'amount_not_positive' });
  const cap = { minor: capMajor * 10n ** BigInt(decimals), currency };
  if (minor > cap.minor) return problem({ code: 'amount_over_cap', cap });
  return { money: { minor, currency } };
}

/** The currency that an amount names, whatever is wrong with the amount itself. */
export function namedCurrency(typed: string, currencies: readonly string[]): string | undefined {
  const groups = AMOUNT.exec(typed.trim())?.groups;
  const code = (groups?.codeBefore ?? groups?.codeAfter)?.toUpperCase();
  return code && currencies.includes(code) ? code : undefined;
}

/** Whether a word of a slash line starts like an amount, good or bad: `250`, `$50`, `12,50`, `USD50`. */
export function looksLikeAmount(word: string): boolean {
  return /^(?:[A-Za-z]{3}|[A-Za-z]{0,3}\p{Sc})?-?[0-9][0-9.,]*(?:[A-Za-z]{3})?$/u.test(word);
}

function isSymbolOf(symbol: string, currency: string): boolean {
  return (['symbol', 'narrowSymbol'] as const).some((currencyDisplay) =>
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .some((part) => part.type === 'currency' && part.value === symbol),
  );
}

function problem(found: AmountProblem): AmountReading {
  return { problem: found };
}
