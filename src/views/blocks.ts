import type {
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextQuote,
  RichTextSection,
} from '@slack/types';
import type { Reader } from '../domain/reader.js';
import { actorWords, formatInstant, momentFormat, unixOf } from './formats.js';
import { speakTo } from './speak.js';
import { cleanText, escapeText, isSlackUser, oneLine, shorten } from './text.js';

/** What a message is made of. `text` is what notifications show and screen readers read, so it says everything too. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** One line of leaves: shown as rich text, and said again in a message's `text` by `sayLines`. */
export type Line = readonly RichTextElement[];

/** Anybody's text, shown as it is. Slack refuses an empty one, so nothing is shown as a dash. */
export function plain(text: string, max = 3000): PlainTextElement {
  return { type: 'plain_text', text: shorten(cleanText(text), max) || '–', emoji: false };
}

/** The bot's own words with mentions or dates in them; anybody else's text must be escaped before. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(oneLine(text), 150) };
}

/** Small print. */
export function context(...elements: (PlainTextElement | MrkdwnElement)[]): ContextBlock {
  return { type: 'context', elements };
}

export function words(text: string): RichTextElement {
  return { type: 'text', text: cleanText(text) || '–' };
}

export function bold(text: string): RichTextElement {
  return { type: 'text', text: cleanText(text) || '–', style: { bold: true } };
}

/** A label before a quote: what follows is somebody's own text. */
export function label(text: string): RichTextElement {
  return { type: 'text', text, style: { italic: true } };
}

export function code(text: string): RichTextElement {
  return { type: 'text', text: oneLine(text) || '–', style: { code: true } };
}

export function person(actor: string, reader?: Reader): RichTextElement {
  return isSlackUser(actor) ? { type: 'user', user_id: actor } : words(actorWords(actor, reader));
}

/** A person or a user group (S…) that is called; undefined for what Slack could not call. */
export function called(principal: string): RichTextElement | undefined {
  if (isSlackUser(principal)) return person(principal);
  return /^S[A-Z0-9]+$/.test(principal) ? { type: 'usergroup', usergroup_id: principal } : undefined;
}

/** Slack shows it in its reader's zone; `reader` is for where it cannot. */
export function instant(at: Date, reader?: Reader): RichTextElement {
  return { type: 'date', timestamp: unixOf(at), format: momentFormat(reader), fallback: formatInstant(at, reader) };
}

/** Text that leads somewhere, or plain text where there is nowhere to go. */
export function linked(text: string, url: string | undefined): RichTextElement {
  return url ? { type: 'link', url, text } : words(text);
}

export function section(...lines: Line[]): RichTextSection {
  const elements = lines.flatMap((line, index) => (index === 0 ? line : [words('\n'), ...line]));
  return { type: 'rich_text_section', elements };
}

/** Somebody's own text, set apart, so that no line of it can pass for one of the bot's. */
export function quote(text: string, max = 3000): RichTextQuote {
  return { type: 'rich_text_quote', elements: [words(shorten(cleanText(text), max))] };
}

export function richText(...elements: (RichTextSection | RichTextQuote)[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** Facts, one a line; no block at all where there are none. */
export function factLines(...lines: Line[]): RichTextBlock[] {
  return lines.length > 0 ? [richText(section(...lines))] : [];
}

/** The same lines as a message's top-level text, escaped. */
export function sayLines(lines: readonly Line[]): string {
  return lines.map((line) => line.map(sayLeaf).join('')).join('\n');
}

export function modal(parts: {
  title: string;
  submit?: string;
  close?: string;
  callbackId?: string;
  metadata?: unknown;
  /** Who opens it. */
  reader?: Reader | undefined;
  blocks: KnownBlock[];
}): ModalView {
  const { say } = speakTo(parts.reader);
  return {
    type: 'modal',
    title: plain(parts.title, 24),
    ...(parts.submit && { submit: plain(parts.submit, 24) }),
    close: plain(parts.close ?? say(parts.submit ? 'common.cancel' : 'common.close'), 24),
    ...(parts.callbackId && { callback_id: parts.callbackId }),
    ...(parts.metadata !== undefined && { private_metadata: JSON.stringify(parts.metadata) }),
    blocks: parts.blocks,
  };
}

function sayLeaf(leaf: RichTextElement): string {
  switch (leaf.type) {
    case 'text':
      return escapeText(oneLineKeepingEnds(leaf.text));
    case 'user':
      return `<@${leaf.user_id}>`;
    case 'usergroup':
      return `<!subteam^${leaf.usergroup_id}>`;
    case 'channel':
      return `<#${leaf.channel_id}>`;
    case 'date':
      return `<!date^${leaf.timestamp}^${leaf.format}|${leaf.fallback ?? ''}>`;
    case 'link':
      return `<${leaf.url}|${escapeText(leaf.text ?? leaf.url)}>`;
    default:
      return '';
  }
}

// A leaf's own spaces at its ends part it from its neighbours.
function oneLineKeepingEnds(text: string): string {
  return text.replace(/\s+/g, ' ');
}
