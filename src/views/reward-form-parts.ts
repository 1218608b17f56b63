import type { KnownBlock } from '@slack/types';
import type { Money } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { CustomerName, LikelyDuplicate, PartnerSummary, Reach } from '../domain/shown.js';
import { bold, context, instant, type Line, linked, mrkdwn, person, plain, words } from './blocks.js';
import { formatSums, mention } from './formats.js';
import { INPUT } from './ids.js';
import { input } from './inputs.js';
import { unreachableWords } from './reason-words.js';
import { keyAndGroup } from './reward-words.js';
import { speakTo } from './speak.js';
import { oneLine } from './text.js';

// What the Manual Rewards form says of what was put into it.

/** The line under the chosen partner. */
export function partnerLine(partner: PartnerSummary, reader: Reader | undefined): KnownBlock {
  const { say } = speakTo(reader);
  const { pending, paid, balance, reach } = partner;
  const sums = (of: readonly Money[]) => ({ sums: formatSums(of, reader) });
  const facts = [
    keyAndGroup(partner),
    pending.length > 0 ? say('reward_form.pending', sums(pending)) : say('reward_form.nothing_pending'),
    paid.length > 0 ? say('reward_form.paid', sums(paid)) : say('reward_form.nothing_paid'),
    ...(balance.length > 0 ? [say('reward_form.balance', sums(balance))] : []),
  ];
  return context(
    plain(facts.join(' · ')),
    reach.reachable
      ? mrkdwn(`· ${say('reward_form.can_be_reached', { who: mention(reach.slackUserId, reader) })}`)
      : plain(`· ${notReachedWords(reach, reader)}`),
  );
}

function notReachedWords({ why, byEmail }: Extract<Reach, { reachable: false }>, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  return byEmail
    ? say('reward_form.told_by_email')
    : say('reward_form.cannot_be_told', { why: unreachableWords(why, reader) });
}

/** The reward that this one looks like, on top; one that is sent back, or a new one. */
export function duplicateLines(
  other: LikelyDuplicate,
  { isSentBack, reader }: { readonly isSentBack: boolean; readonly reader: Reader | undefined },
): Line[] {
  const { say, line } = speakTo(reader);
  const looksLike = line('reward_form.duplicate', {
    looks_like: bold(say('reward_form.looks_like')),
    reward: linked(rewardNumber(other.number), other.link),
    status: say(`reward_status.${other.status}`),
    who: person(other.createdBy, reader),
    when: instant(other.createdAt, reader),
  });
  const anyway = isSentBack ? 'edit_form.send_back_only_if_meant' : 'reward_form.create_only_if_meant';
  return [[words('⚠ '), ...looksLike], line(anyway)];
}

/** Only where the programme has several. */
export function currencySelect(currencies: readonly string[], chosen: string, reader: Reader | undefined): KnownBlock {
  const options = currencies.slice(0, 100).map((code) => ({ text: plain(code), value: code }));
  const initial = options.find(({ value }) => value === chosen);
  return input(
    { id: INPUT.currency, label: speakTo(reader).say('reward_form.currency') },
    { type: 'static_select', options, ...(initial && { initial_option: initial }) },
  );
}

/** The customer of another partner may be connected. */
export function customerWarning(customer: CustomerName, reader: Reader | undefined): KnownBlock {
  const names = { customer: oneLine(customer.name), partner: oneLine(customer.partnerName) };
  return context(plain(`⚠ ${speakTo(reader).say('reward_form.customer_of_another', names)}`));
}
