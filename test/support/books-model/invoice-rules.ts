import { INVOICE_ACTS, type InvoiceAct, type InvoiceStatus } from '../../../src/domain/invoice.js';
import { addLocalDays, localDateOf, startOfLocalDay } from '../../../src/domain/period.js';
import {
  type Answer,
  isPayable,
  leastOf,
  linesOf,
  type ModelBooks,
  type ModelInvoice,
  type ModelReward,
  sumOf,
} from './model.js';
import { giveBack, isOpen, leave } from './reward-rules.js';

export interface InvoicePress {
  readonly invoice: string;
  /** Of the message that was pressed. */
  readonly revision: number;
}

// SPEC 6: what finance may do, and from where.
const FROM: { readonly [Act in InvoiceAct]: readonly [InvoiceStatus, readonly InvoiceStatus[]] } = {
  pause: ['paused', ['in_review']],
  resume: ['in_review', ['paused']],
  finalise: ['finalised', ['in_review', 'paused']],
  pay: ['paid', ['finalised', 'failed']],
  fail: ['failed', ['finalised']],
  retry: ['finalised', ['failed']],
  void: ['void', ['in_review', 'paused', 'finalised', 'failed']],
};

/** What may be done with an invoice as it stands. */
export function possibleActs({ status }: ModelInvoice): InvoiceAct[] {
  return INVOICE_ACTS.filter((deed) => FROM[deed][1].includes(status));
}

export function act(books: ModelBooks, press: InvoicePress & { readonly act: InvoiceAct }): Answer {
  const invoice = books.invoices.get(press.invoice);
  if (!invoice) return 'invoice_not_found';
  if (invoice.revision !== press.revision) return 'invoice_changed';
  const [to, from] = FROM[press.act];
  if (!from.includes(invoice.status))
    return press.act === 'pay' ? 'invoice_not_finalised' : 'invoice_move_not_possible';
  if (press.act === 'pause') invoice.pausedAt = books.now;
  if (press.act === 'resume') invoice.reviewEndsAt = reviewLeft(books, invoice);
  if (press.act === 'void') linesOf(books, invoice.key).forEach(giveBack);
  if (press.act === 'pay') {
    for (const reward of linesOf(books, invoice.key)) {
      reward.status = 'Paid';
      reward.payment = 'paid_on_invoice';
      reward.revision += 1;
    }
  }
  invoice.status = to;
  invoice.revision += 1;
  return 'done';
}

/** An end ahead stands; one that has passed gives way to the whole days that were left when it was paused. */
function reviewLeft({ now }: ModelBooks, { reviewEndsAt, pausedAt, timeZone }: ModelInvoice): number {
  if (now < reviewEndsAt) return reviewEndsAt;
  const day = (instant: number) => Date.parse(localDateOf(new Date(instant), timeZone)) / 86_400_000;
  const days = Math.max(0, day(reviewEndsAt) - day(pausedAt) - 1);
  return startOfLocalDay(addLocalDays(localDateOf(new Date(now), timeZone), 1 + days), timeZone).getTime();
}

export function remove(books: ModelBooks, press: InvoicePress & { readonly reward: string }): Answer {
  const invoice = books.invoices.get(press.invoice);
  const reward = books.rewards.get(press.reward);
  if (!invoice) return 'invoice_not_found';
  if (invoice.revision !== press.revision) return 'invoice_changed';
  if (!isOpen(invoice)) return 'invoice_move_not_possible';
  if (reward?.invoice !== invoice.key) return 'line_unknown';
  giveBack(reward);
  leave(books, invoice, reward);
  return 'done';
}

export function pull(
  books: ModelBooks,
  press: InvoicePress & { readonly reward: string; readonly rewardRevision: number },
): Answer {
  const invoice = books.invoices.get(press.invoice);
  const reward = books.rewards.get(press.reward);
  if (!invoice) return 'invoice_not_found';
  if (invoice.revision !== press.revision) return 'invoice_changed';
  if (!isOpen(invoice)) return 'invoice_move_not_possible';
  if (!reward) return 'reward_not_found';
  if (reward.revision !== press.rewardRevision) return 'reward_changed';
  const isLate = reward.status === 'Approved' && reward.payment === 'not_invoiced';
  if (!isLate || reward.currency !== invoice.currency) return 'not_to_be_pulled';
  const beside = linesOf(books, invoice.key).filter(({ partner }) => partner === reward.partner);
  const on = [reward, ...debtsOf(books, reward)];
  if (sumOf([...beside, ...on]) < leastOf(books)) return 'partner_stays_negative';
  for (const pulled of on) {
    Object.assign(pulled, { payment: 'on_invoice', invoice: invoice.key, everInvoiced: true });
    pulled.revision += 1;
  }
  invoice.revision += 1;
  return 'done';
}

/** What else its partner owes and may be invoiced: it goes where money goes. */
function debtsOf(books: ModelBooks, { key, partner, currency }: ModelReward): ModelReward[] {
  return [...books.rewards.values()].filter(
    (other) =>
      other.minor < 0n &&
      other.key !== key &&
      other.partner === partner &&
      other.currency === currency &&
      other.payment === 'not_invoiced' &&
      isPayable(books, other),
  );
}
