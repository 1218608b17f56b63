import type { KnownBlock, ModalView } from '@slack/types';
import type { Money } from '../domain/money.js';
import type { PartnerDetails, ShownContact, ShownReward } from '../domain/partner-details.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { PartnerName, Reach } from '../domain/shown.js';
import {
  bold,
  context,
  header,
  instant,
  type Line,
  linked,
  modal,
  person,
  plain,
  richText,
  section,
  words,
} from './blocks.js';
import { formatMoney, formatSums } from './formats.js';
import { ACTION } from './ids.js';
import { contactWords } from './reason-words.js';
import { partnerOptions } from './reward-options.js';
import { keyAndGroup, nameAndKey } from './reward-words.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** A partner as the company's own people see it, and the way to a reward for it. */
export function buildPartnerDetails(details: PartnerDetails, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  const { contacts, contactCount, customers, customerCount, rewards, rewardCount } = details;
  return modal({
    title: say('partner_details.title'),
    reader,
    blocks: [
      header(details.name),
      context(plain(keyAndGroup(details))),
      richText(section(...sumLines(details, reader))),
      list(
        say('count.contacts', { count: contactCount }),
        contacts.map((contact) => contactLine(contact, reader)),
        contactCount,
        reader,
      ),
      list(
        say('count.customers', { count: customerCount }),
        customers.map((customer) => [words(nameAndKey(customer))]),
        customerCount,
        reader,
      ),
      list(
        say('count.rewards', { count: rewardCount }),
        rewards.map((reward) => rewardLine(reward, reader)),
        rewardCount,
        reader,
      ),
      ...(details.mayReward ? [rewardButton(details, reader)] : []),
    ],
  });
}

/** Which of several partners is meant. */
export function buildPartnerMatches(query: string, partners: readonly PartnerName[], reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  const typed = shorten(oneLine(query), 200);
  const { options } = partnerOptions(partners);
  return modal({
    title: say('partner_details.title'),
    reader,
    blocks: [
      {
        type: 'section',
        text: plain(typed ? say('partner_details.several_match', { typed }) : say('partner_details.which')),
        accessory: {
          type: 'static_select',
          action_id: ACTION.partnerMatch,
          placeholder: plain(say('partner_details.choose_one')),
          options,
        },
      },
    ],
  });
}

function sumLines({ pending, paid, balance }: PartnerDetails, reader?: Reader): Line[] {
  const { say, line } = speakTo(reader);
  const sums = (of: readonly Money[]) => bold(of.length > 0 ? formatSums(of, reader) : say('partner_details.nothing'));
  return [
    line('partner_details.pending', { sums: sums(pending) }),
    line('partner_details.paid', { sums: sums(paid) }),
    ...(balance.length > 0 ? [line('partner_details.balance', { sums: sums(balance) })] : []),
  ];
}

function list(title: string, lines: readonly Line[], count: number, reader?: Reader): KnownBlock {
  const more = count - lines.length;
  const rest: Line[] = more > 0 ? [speakTo(reader).line('partner_details.others', { count: more })] : [];
  return richText(section([bold(title)], ...lines, ...rest));
}

function contactLine({ slackUserId, email, reach }: ShownContact, reader?: Reader): Line {
  return [
    ...(slackUserId ? [person(slackUserId, reader)] : []),
    ...(slackUserId && email ? [words(' · ')] : []),
    ...(email ? [words(shorten(oneLine(email), 200))] : []),
    words(` · ${reachWords(reach, reader)}`),
  ];
}

function reachWords(reach: Reach, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  if (reach.reachable) return say('partner_details.can_be_reached');
  if (reach.byEmail) return say('partner_details.told_by_email');
  return say('partner_details.cannot_be_told', { why: contactWords(reach.why, reader) });
}

function rewardLine({ number, status, amount, createdAt, link }: ShownReward, reader?: Reader): Line {
  return [
    linked(rewardNumber(number), link),
    words(` · ${formatMoney(amount, reader)} · ${speakTo(reader).say(`reward_status.${status}`)} · `),
    instant(createdAt, reader),
  ];
}

function rewardButton({ id, name }: PartnerName, reader?: Reader): KnownBlock {
  const { say } = speakTo(reader);
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        style: 'primary',
        action_id: ACTION.rewardPartner,
        text: plain(say('partner_details.reward')),
        value: id,
        accessibility_label: shorten(say('partner_details.reward_says', { partner: oneLine(name) }), 75),
      },
    ],
  };
}
