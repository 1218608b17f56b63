import { expect } from '@jest/globals';
import type { HomeView, ModalView } from '@slack/types';
import { checkMessage } from '../../sandbox/block-kit/check-message.js';
import { checkView } from '../../sandbox/block-kit/check-view.js';
import { isObject } from '../../sandbox/json.js';
import type { MessageContent } from '../../src/views/blocks.js';
import { transcribe } from './transcript.js';

type Shown = MessageContent | ModalView | HomeView;

/** Slack takes it, nobody's text in it can do anything, and it reads as it did. */
export function expectShown(shown: Shown): void {
  expectAccepted(shown);
  expectHarmless(shown);
  expect(transcribe(shown)).toMatchSnapshot();
}

/** The same of a view whose kind `base` was shown in whole: the snapshot holds the lines in which they differ. */
export function expectDifference(base: Shown, shown: Shown): void {
  expectAccepted(shown);
  expectHarmless(shown);
  expect(differenceOf(transcribe(base).split('\n'), transcribe(shown).split('\n'))).toMatchSnapshot();
}

function differenceOf(before: readonly string[], after: readonly string[]): string {
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const come = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].join('\n');
}

/** Within every limit of Block Kit. */
export function expectAccepted(shown: Shown): void {
  expect('type' in shown ? checkView(shown) : checkMessage(shown)).toEqual([]);
  if (!('type' in shown)) expect(shown.text.length).toBeLessThanOrEqual(15_000);
}

// What the bot itself writes in mrkdwn: mentions, dates, and links into this Slack.
const OWN_TOKENS =
  /<@[UW]0[A-Z]+>|<!subteam\^S0LEADS>|<#C[A-Z0-9]+>|<!date\^\d+\^\{date_short\} at \{time\}\|[^<>]+>|<https:\/\/example\.slack\.com\/[a-zA-Z0-9/]+\|[^<>]+>/g;

/** Text of people is literal: in plain text and text leaves, or escaped where the bot writes mrkdwn. */
export function expectHarmless(shown: Shown): void {
  visit(shown, (node) => {
    if (node.type === 'plain_text') expect(node.emoji).toBe(false);
    if (node.type === 'mrkdwn') {
      expect(node.verbatim).toBe(true);
      expectEscaped(String(node.text));
    }
    if (node.type === 'user') expect(node.user_id).not.toBe('U0VICTIM');
    if (node.type === 'link') expect(node.url).toMatch(/^https:\/\/example\.slack\.com\//);
    if (node.type === 'usergroup') expect(node.usergroup_id).toBe('S0LEADS');
    expect(['broadcast', 'emoji']).not.toContain(node.type);
  });
  if ('text' in shown) expectEscaped(shown.text);
  for (const text of textsOf(shown)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202A-\u202E\u2066-\u2069\uFEFF\u200B]/);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  }
}

export function expectEscaped(text: string): void {
  const rest = text.replaceAll(OWN_TOKENS, '');
  expect(rest).not.toMatch(/[<>]/);
  expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/);
  expect(text).not.toContain('<@U0VICTIM>');
}

/** Every string in it that a person sees, and some that they do not. */
export function textsOf(shown: unknown): string[] {
  const texts: string[] = [];
  visit(shown, (node) => {
    for (const value of Object.values(node)) if (typeof value === 'string') texts.push(value);
  });
  return texts;
}

function visit(node: unknown, seen: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const entry of node) visit(entry, seen);
  else if (isObject(node)) {
    seen(node);
    for (const value of Object.values(node)) visit(value, seen);
  }
}
