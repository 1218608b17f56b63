import { loadActor } from '../db/roles.js';
import { looksLikeAmount } from '../domain/amount.js';
import { isCurrency } from '../domain/money.js';
import { rewardableGroups } from '../domain/policy.js';
import { foldText } from '../domain/search-text.js';
import type { PartnerName } from '../domain/shown.js';
import type { Deps } from './deps.js';
import { searchPartners } from './search-directory.js';

/** What `/reward acme 250 for the webinar` says. The amount is as typed, good or bad: the form judges it. */
export interface SlashLine {
  readonly partnerWords: string;
  readonly amountText: string;
  readonly description: string;
}

export type Prefill = SlashLine & {
  /** The one partner the words mean. */
  readonly partner?: PartnerName | undefined;
  readonly matches: Matches;
};

/** `none_of_theirs`: none of the partner groups that this person may reward, whatever others hold. */
export type Matches = 'none' | 'none_of_theirs' | 'one' | 'several';

/** Every way to read a line as `<words> <amount> [text]`, the shortest partner first. None: it is something else. */
function readSlashLine(text: string): SlashLine[] {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const lines: SlashLine[] = [];
  for (let at = 1; at < words.length; at++) {
    const amount = words[at] ?? '';
    if (!looksLikeAmount(amount)) continue;
    const next = words[at + 1] ?? '';
    const hasCode = isCurrency(next.toUpperCase()) && next.length === 3 && next === next.toUpperCase();
    lines.push({
      partnerWords: words.slice(0, at).join(' '),
      amountText: hasCode ? `${amount} ${next}` : amount,
      description: words.slice(at + (hasCode ? 2 : 1)).join(' '),
    });
  }
  return lines;
}

// Each reading costs a search; nobody's partner has more numbers in its name.
const MOST_READINGS = 5;

/**
 * Fills the form in from a slash line: the partner if the words mean exactly one, an exact key before all (SPEC 3).
 * A name may hold a number: in "Studio 54 250" the most words that mean a partner win, or 54 would be the amount.
 * Undefined: the line is no reward.
 */
export async function prefillReward(
  deps: Deps,
  workspaceId: string,
  { userId, text }: { readonly userId: string; readonly text: string },
): Promise<Prefill | undefined> {
  const readings = await Promise.all(
    readSlashLine(text)
      .slice(0, MOST_READINGS)
      .map((line) => match(deps, workspaceId, line)),
  );
  const meant =
    readings.findLast(meansExactly) ??
    readings.findLast((reading) => reading.matches === 'one') ??
    readings.findLast((reading) => reading.matches === 'several') ??
    readings[0];
  return meant && narrow(deps, workspaceId, userId, meant);
}

/**
 * What is meant is asked of all partners, and only then whether it is theirs: else the exact key of another group's
 * partner would choose whichever of their own looks like it.
 */
async function narrow(
  deps: Deps,
  workspaceId: string,
  userId: string,
  { partner, ...line }: Prefill,
): Promise<Prefill> {
  const groups = rewardableGroups(await loadActor(deps.db.reads, workspaceId, userId, deps.clock.now()));
  if (groups === 'all') return { ...line, partner };
  if (partner && groups.has(partner.group ?? '')) return { ...line, partner };
  const isOpen =
    line.matches === 'several' &&
    (await searchPartners(deps, workspaceId, line.partnerWords, { limit: 1, groups })).length > 0;
  return { ...line, matches: isOpen ? 'several' : 'none_of_theirs' };
}

async function match(deps: Pick<Deps, 'db'>, workspaceId: string, line: SlashLine): Promise<Prefill> {
  const hits = await searchPartners(deps, workspaceId, line.partnerWords, { limit: 2 });
  const [first, second] = hits;
  if (!first) return { ...line, matches: 'none' };
  const one: Prefill = { ...line, partner: first, matches: 'one' };
  return second && !meansExactly(one) ? { ...line, matches: 'several' } : one;
}

function meansExactly({ partner, partnerWords }: Prefill): boolean {
  return partner !== undefined && foldText(partner.key) === foldText(partnerWords);
}
