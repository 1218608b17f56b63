import type { OptionGroup, PlainTextOption } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { CustomerName, PartnerName } from '../domain/shown.js';
import { plain } from './blocks.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

// Slack takes 100 options in a list or group, each of 75 characters.
const MOST_OPTIONS = 100;
const OPTION_LENGTH = 75;

export interface Options {
  readonly options: PlainTextOption[];
}
export interface OptionGroups {
  readonly option_groups: OptionGroup[];
}

/** What the partner select offers, as `ack` of its options wants it. */
export function partnerOptions(partners: readonly (PartnerName & { readonly email?: string | undefined })[]): Options {
  return { options: partners.slice(0, MOST_OPTIONS).map(partnerOption) };
}

/** What the customer select offers: the chosen partner's own first, then the rest. */
export function customerOptions(
  { own, others }: { readonly own: readonly CustomerName[]; readonly others: readonly CustomerName[] },
  reader?: Reader,
): Options | OptionGroups {
  const { say } = speakTo(reader);
  const [first] = own;
  if (!first) return { options: others.slice(0, MOST_OPTIONS).map(customerOption) };
  const mine = group(say('reward_form.customers_of', { partner: oneLine(first.partnerName) }), own);
  return { option_groups: others.length > 0 ? [mine, group(say('reward_form.other_customers'), others)] : [mine] };
}

export function partnerOption(partner: PartnerName): PlainTextOption {
  return option(partner.id, partner.name, partner.key);
}

export function customerOption(customer: CustomerName): PlainTextOption {
  return option(customer.id, customer.name, customer.key);
}

function group(label: string, customers: readonly CustomerName[]): OptionGroup {
  return { label: plain(label, OPTION_LENGTH), options: customers.slice(0, MOST_OPTIONS).map(customerOption) };
}

// The key tells two of one name apart, so the name gives way to it.
function option(value: string, name: string, key: string | undefined): PlainTextOption {
  const end = key ? ` · ${shorten(oneLine(key), 40)}` : '';
  return { text: plain(shorten(oneLine(name), OPTION_LENGTH - end.length) + end, OPTION_LENGTH), value };
}
