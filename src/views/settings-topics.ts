import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Reader } from '../domain/reader.js';
import { modal, plain } from './blocks.js';
import { ACTION } from './ids.js';
import { speakTo } from './speak.js';

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

/** A button that opens a topic's form. Its value is the topic. */
export function topicButton(topic: Topic, reader?: Reader): Button {
  const { say } = speakTo(reader);
  const label = say(`topic.${topic}`);
  return {
    type: 'button',
    action_id: `${ACTION.openSettings}:${topic}`,
    value: topic,
    text: plain(label, 75),
    accessibility_label: say('topic.aloud', { topic: label }),
  };
}

export function readTopicButton(value: string | undefined): Topic {
  return z.enum(TOPICS).parse(value);
}

/** Every form there is, behind `/reward settings`. */
export function buildSettingsMenu(reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('settings.title'),
    reader,
    blocks: TOPICS.map(
      (topic): KnownBlock => ({
        type: 'section',
        text: plain(say(`topic_about.${topic}`)),
        accessory: topicButton(topic, reader),
      }),
    ),
  });
}
