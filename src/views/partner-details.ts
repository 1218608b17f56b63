import type { KnownBlock, ModalView } from '@slack/types';
import type { PartnerDetails, ShownContact, ShownReward } from '../domain/partner-details.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { PartnerName } from '../domain/shown.js';
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
import { countOf, formatMoney, formatSums } from './formats.js';
import { ACTION } from './ids.js';
import { contactWords } from './reason-words.js';
import { partnerOptions } from './reward-options.js';
import { keyAndGroup, nameAndKey } from './reward-words.js';
import { oneLine, shorten } from './text.js';

const TITLE = 'Partner details';

/** A partner as the company's own people see it, and the way to a reward for it. */
export function buildPartnerDetails(details: PartnerDetails, reader?: Reader): ModalView {
  const { contacts, contactCount, customers, customerCount, rewards, rewardCount } = details;
  return modal({
    title: TITLE,
    blocks: [
      header(details.name),
      context(plain(keyAndGroup(details))),
      richText(section(...sumLines(details, reader))),
      list(countOf(contactCount, 'contact', reader), contacts.map(contactLine), contactCount, reader),
      list(
        countOf(customerCount, 'customer', reader),
        customers.map((customer) => [words(nameAndKey(customer))]),
        customerCount,
        reader,
      ),
      list(
        countOf(rewardCount, 'reward', reader),
        rewards.map((reward) => rewardLine(reward, reader)),
        rewardCount,
        reader,
      ),
      ...(details.mayReward ? [rewardButton(details)] : []),
    ],
  });
}

/** Which of several partners is meant. */
export function buildPartnerMatches(query: string, partners: readonly PartnerName[]): ModalView {
  const typed = shorten(oneLine(query), 200);
  const { options } = partnerOptions(partners);
  return modal({
    title: TITLE,
    blocks: [
      {
        type: 'section',
        text: plain(typed ? `Several partners match “${typed}”.` : 'Which partner?'),
        accessory: {
          type: 'static_select',
          action_id: ACTION.partnerMatch,
          placeholder: plain('Choose one'),
          options,
        },
      },
    ],
  });
}

function sumLines({ pending, paid, balance }: PartnerDetails, reader?: Reader): Line[] {
  return [
    [words('Pending: '), bold(pending.length > 0 ? formatSums(pending, reader) : 'nothing')],
    [words('Paid: '), bold(paid.length > 0 ? formatSums(paid, reader) : 'nothing')],
    ...(balance.length > 0
      ? [[words('Balance, carried forward until rewards make up for it: '), bold(formatSums(balance, reader))]]
      : []),
  ];
}

function list(title: string, lines: readonly Line[], count: number, reader?: Reader): KnownBlock {
  const more = count - lines.length;
  const rest: Line[] = more > 0 ? [[words(`and ${countOf(more, 'other', reader)}`)]] : [];
  return richText(section([bold(title)], ...lines, ...rest));
}

function contactLine({ slackUserId, email, reach }: ShownContact): Line {
  return [
    ...(slackUserId ? [person(slackUserId)] : []),
    ...(slackUserId && email ? [words(' · ')] : []),
    ...(email ? [words(shorten(oneLine(email), 200))] : []),
    words(reach.reachable ? ' · can be reached' : ` · cannot be told in Slack: ${contactWords(reach.why)}`),
  ];
}

function rewardLine({ number, status, amount, createdAt, link }: ShownReward, reader?: Reader): Line {
  return [
    linked(rewardNumber(number), link),
    words(` · ${formatMoney(amount, reader)} · ${status} · `),
    instant(createdAt, reader),
  ];
}

function rewardButton({ id, name }: PartnerName): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        style: 'primary',
        action_id: ACTION.rewardPartner,
        text: plain('Manual Rewards'),
        value: id,
        accessibility_label: shorten(`Manual Rewards for ${oneLine(name)}`, 75),
      },
    ],
  };
}
