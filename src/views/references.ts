import { z } from 'zod';
import { DECISIONS } from '../domain/reward.js';
import { INVOICE_MENU, type InvoiceMenuItem, MENU, type MenuItem } from './ids.js';

// What buttons and forms carry: an id and the revision it was drawn from. Authentic, since Slack signs it, but stale by
// definition: the guarded write decides.

export interface RewardRef {
  readonly rewardId: string;
  readonly revision: number;
}

const rewardRef = z.object({ rewardId: z.uuid(), revision: z.int().positive() });
const invoiceRef = z.object({ invoiceId: z.uuid(), revision: z.int().positive() });
const aloneRef = rewardRef.extend({ decision: z.enum(DECISIONS) });
const linkRef = z.object({ rewardId: z.uuid() });
const questionRef = z.object({ questionId: z.uuid() });

export type InvoiceRef = z.infer<typeof invoiceRef>;
export type AloneRef = z.infer<typeof aloneRef>;

/** A button's value: `<id>:<revision>`. */
export function writeButtonValue(id: string, revision: number): string {
  return `${id}:${revision}`;
}

export function readRewardButton(value: string | undefined): RewardRef {
  const [rewardId, revision] = (value ?? '').split(':');
  return rewardRef.parse({ rewardId, revision: Number(revision) });
}

export function readInvoiceButton(value: string | undefined): InvoiceRef {
  const [invoiceId, revision] = (value ?? '').split(':');
  return invoiceRef.parse({ invoiceId, revision: Number(revision) });
}

/** The value of a button for which any revision will do: an id alone. */
export function readIdButton(value: string | undefined): string {
  return z.uuid().parse(value);
}

/** A menu item's value: `<item>:<id>:<revision>`. */
export function writeMenuValue(item: MenuItem | InvoiceMenuItem, id: string, revision: number): string {
  return `${item}:${writeButtonValue(id, revision)}`;
}

export function readMenuValue(value: string | undefined): RewardRef & { readonly item: MenuItem } {
  const [item, ...rest] = (value ?? '').split(':');
  return { ...readRewardButton(rest.join(':')), item: z.enum(MENU).parse(item) };
}

export function readInvoiceMenuValue(value: string | undefined): InvoiceRef & { readonly item: InvoiceMenuItem } {
  const [item, ...rest] = (value ?? '').split(':');
  return { ...readInvoiceButton(rest.join(':')), item: z.enum(INVOICE_MENU).parse(item) };
}

/** A form's private_metadata is its reference as JSON. */
export const formRefs = {
  reward: (metadata: string) => rewardRef.parse(JSON.parse(metadata)),
  alone: (metadata: string) => aloneRef.parse(JSON.parse(metadata)),
  invoice: (metadata: string) => invoiceRef.parse(JSON.parse(metadata)),
  link: (metadata: string) => linkRef.parse(JSON.parse(metadata)),
  question: (metadata: string) => questionRef.parse(JSON.parse(metadata)),
};
