import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Reader } from '../domain/reader.js';
import { modal, plain } from './blocks.js';
import { ACTION } from './ids.js';

export const TOPICS = [
  'channels',
  'managers',
  'approvers',
  'finance',
  'admins',
  'money',
  'time',
  'review',
  'paper',
] as const;
/** What one settings form is about. */
export type Topic = (typeof TOPICS)[number];

interface TopicWords {
  /** On its button and over its form: at most 24 characters. */
  readonly label: string;
  readonly about: string;
}

export const TOPIC_WORDS: Readonly<Record<Topic, TopicWords>> = {
  channels: { label: 'Channels', about: 'Where rewards are reviewed and invoices posted.' },
  managers: { label: 'Who may create', about: 'People and user groups who reward partners, of all groups or of some.' },
  approvers: { label: 'Who may approve', about: 'People and user groups who approve, decline and hold rewards.' },
  finance: {
    label: 'Who handles invoices',
    about: 'People and user groups who change invoices and mark them as paid.',
  },
  admins: { label: 'Admins', about: 'People and user groups who may do everything, and change these settings.' },
  money: { label: 'Money', about: 'Currencies, the most a reward may be, minimum payout, bound of an invoice.' },
  time: { label: 'Time', about: 'Time zone, days of review and of payment, when finance is told what is coming.' },
  review: { label: 'Review', about: 'Four eyes, what nobody reviewed, likely duplicates, reminders.' },
  paper: { label: 'Invoice paper', about: 'The name and address on invoices.' },
};

/** A button that opens a topic's form. Its value is the topic. */
export function topicButton(topic: Topic, _reader?: Reader): Button {
  const { label } = TOPIC_WORDS[topic];
  return {
    type: 'button',
    action_id: `${ACTION.openSettings}:${topic}`,
    value: topic,
    text: plain(label, 75),
    accessibility_label: `Settings: ${label}`,
  };
}

export function readTopicButton(value: string | undefined): Topic {
  return z.enum(TOPICS).parse(value);
}

/** Every form there is, behind `/reward settings`. */
export function buildSettingsMenu(): ModalView {
  return modal({
    title: 'Settings',
    blocks: TOPICS.map(
      (topic): KnownBlock => ({
        type: 'section',
        text: plain(TOPIC_WORDS[topic].about),
        accessory: topicButton(topic),
      }),
    ),
  });
}
