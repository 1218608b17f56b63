import type { KnownBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { CustomerName, LikelyDuplicate, PartnerSummary } from '../domain/shown.js';
import { bold, context, instant, type Line, linked, mrkdwn, person, plain, words } from './blocks.js';
import { formatSums, mention } from './formats.js';
import { INPUT } from './ids.js';
import { input } from './inputs.js';
import { unreachableWords } from './reason-words.js';
import { keyAndGroup } from './reward-words.js';
import { oneLine } from './text.js';

// What the Manual Rewards form says of what was put into it.

/** The line under the chosen partner. */
export function partnerLine(partner: PartnerSummary, reader: Reader | undefined): KnownBlock {
  const facts = [
    keyAndGroup(partner),
    partner.pending.length > 0 ? `${formatSums(partner.pending, reader)} pending` : 'nothing pending',
    partner.paid.length > 0 ? `${formatSums(partner.paid, reader)} paid` : 'nothing paid',
    ...(partner.balance.length > 0 ? [`balance ${formatSums(partner.balance, reader)} carried forward`] : []),
  ];
  const { reach } = partner;
  return context(
    plain(facts.join(' · ')),
    reach.reachable
      ? mrkdwn(`· ${mention(reach.slackUserId)} can be reached`)
      : plain(`· Cannot be told in Slack: ${unreachableWords(reach.why)}`),
  );
}

/** The reward that this one looks like, on top. */
export function duplicateLines(other: LikelyDuplicate, again: string, reader: Reader | undefined): Line[] {
  return [
    [
      words('⚠ '),
      bold('This looks like '),
      linked(rewardNumber(other.number), other.link),
      words(` · ${other.status}: same partner, amount and customer, created by `),
      person(other.createdBy),
      words(', '),
      instant(other.createdAt, reader),
    ],
    [words(`${again} anyway only if both are meant.`)],
  ];
}

/** Only where the programme has several. */
export function currencySelect(currencies: readonly string[], chosen: string): KnownBlock {
  const options = currencies.slice(0, 100).map((code) => ({ text: plain(code), value: code }));
  const initial = options.find(({ value }) => value === chosen);
  return input(
    { id: INPUT.currency, label: 'Currency' },
    { type: 'static_select', options, ...(initial && { initial_option: initial }) },
  );
}

/** The customer of another partner may be connected. */
export function customerWarning(customer: CustomerName): KnownBlock {
  const name = oneLine(customer.name);
  return context(
    plain(`⚠ ${name} is a customer of ${oneLine(customer.partnerName)}. You can connect it; the card will say so.`),
  );
}
