import { INVOICE_ACTS } from '../../../src/domain/invoice.js';
import { type Deed, decider, type Setting } from './deed.js';
import { type act, type InvoicePress, possibleActs, type pull, type remove } from './invoice-rules.js';
import { linesOf, type ModelBooks, type ModelReward } from './model.js';
import { type ClawbackPress, type DecisionPress, isOpen, possibleDecisions } from './reward-rules.js';

/** A deed that knows what it is done to, as somebody sees it at this moment. */
export type Press =
  | ({ readonly kind: 'create' } & Pick<ModelReward, 'key' | 'partner' | 'currency' | 'minor' | 'createdBy'>)
  | ({ readonly kind: 'decide' } & DecisionPress)
  | ({ readonly kind: 'claw back' } & ClawbackPress)
  | ({ readonly kind: 'act'; readonly by: string } & Parameters<typeof act>[1])
  | ({ readonly kind: 'remove' } & Parameters<typeof remove>[1])
  | ({ readonly kind: 'pull' } & Parameters<typeof pull>[1])
  | { readonly kind: 'set'; readonly setting: Setting }
  | { readonly kind: 'run the clock' }
  | { readonly kind: 'try the clock' };

export interface Aim {
  /** What a reward that comes of it is submitted as. */
  readonly key: string;
  readonly createdBy: string;
  /** The only invoice that is looked at, if it is not any. */
  readonly focus?: string | undefined;
}

/** Undefined: there is nothing yet that this could be done to. */
export function aim(books: ModelBooks, deed: Deed, { key, createdBy, focus }: Aim): Press | undefined {
  const rewards = (focus && linesOf(books, focus)) || [...books.rewards.values()];
  const invoices = [...books.invoices.values()].filter((invoice) => !focus || invoice.key === focus);
  switch (deed.kind) {
    case 'create':
      return { ...deed, key, minor: BigInt(deed.cents), createdBy };
    case 'decide': {
      const isPossible = (it: ModelReward) => possibleDecisions(books, it).includes(deed.decision);
      const fit = fitting(deed, rewards, isPossible);
      const reward = pick(soughtFirst(deed, fit), deed.reward);
      const { kind, decision } = deed;
      // Who gave the first approval does not try to give the second, unless what is not possible is tried.
      const isOther = deed.fits && decision === 'approve' && reward?.firstBy === decider(decision, deed.by);
      const by = decider(decision, isOther ? 1 - deed.by : deed.by);
      return reward && { kind, decision, by, reward: reward.key, revision: reward.revision };
    }
    case 'claw back': {
      const isPaid = (it: ModelReward) => it.status === 'Paid' && !it.corrects;
      const reward = pick(fitting(deed, [...books.rewards.values()], isPaid), deed.reward);
      return reward && { ...deed, key, corrects: reward.key, minor: BigInt(deed.cents) };
    }
    case 'act': {
      const invoice = pick(
        fitting(deed, invoices, (it) => possibleActs(it).length > 0),
        deed.invoice,
      );
      if (!invoice) return undefined;
      const possible = possibleActs(invoice);
      const isFine = !deed.fits || possible.includes(deed.act);
      const fit = isFine ? deed.act : pick(possible, INVOICE_ACTS.indexOf(deed.act));
      return { ...deed, ...seen(invoice), act: fit ?? deed.act };
    }
    case 'remove': {
      const reward = pick(
        rewards.filter(({ invoice }) => invoice),
        deed.line,
      );
      const invoice = books.invoices.get(reward?.invoice ?? '');
      return reward && invoice && { ...deed, ...seen(invoice), reward: reward.key };
    }
    case 'pull': {
      const off = [...books.rewards.values()].filter(({ payment }) => payment === 'not_invoiced');
      const invoice = pick(fitting(deed, invoices, isOpen), deed.invoice);
      const isLate = (it: ModelReward) => it.status === 'Approved' && it.currency === invoice?.currency;
      const reward = pick(fitting(deed, off, isLate), deed.reward);
      return reward && invoice && { ...deed, ...seen(invoice), reward: reward.key, rewardRevision: reward.revision };
    }
    default:
      return deed;
  }
}

function seen({ key, revision }: { readonly key: string; readonly revision: number }): InvoicePress {
  return { invoice: key, revision };
}

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % Math.max(1, items.length)];
}

/** Every other approval is the second of two, where one waits for it: among all rewards it would be rare. */
function soughtFirst(
  { decision, reward, fits }: Extract<Deed, { kind: 'decide' }>,
  rewards: readonly ModelReward[],
): readonly ModelReward[] {
  const half = rewards.filter(({ firstBy }) => firstBy);
  return fits && decision === 'approve' && reward % 2 === 0 && half.length > 0 ? half : rewards;
}

/** Those that fit; any at all for who tries what is not possible. */
function fitting<Item>(
  { fits }: { readonly fits: boolean },
  items: readonly Item[],
  isFitting: (item: Item) => boolean,
): readonly Item[] {
  return fits ? items.filter(isFitting) : items;
}
