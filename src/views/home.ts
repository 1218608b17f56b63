import type { HomeView, KnownBlock } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { HomeSheet } from '../domain/shown-home.js';
import { context, header, plain } from './blocks.js';
import { buildCreated } from './home/created.js';
import { buildCreatorNotices } from './home/creator-notices.js';
import { buildEarnings } from './home/earnings.js';
import { buildInvoices } from './home/invoices.js';
import { buildQueue } from './home/queue.js';
import { buildSettingsLast, buildSetupFirst } from './home/setup.js';
import { buildWelcome } from './home/welcome.js';
import { speakTo } from './speak.js';

/**
 * What a Home is made of, from top to bottom. A section is a file of its own in views/home, over a part of the sheet that
 * a service of its own reads; it shows nothing to whom it is not meant for. All together keep to Slack's 100 blocks.
 */
const SECTIONS: readonly ((sheet: HomeSheet, reader?: Reader) => KnownBlock[])[] = [
  buildSetupFirst,
  buildQueue,
  buildCreated,
  buildCreatorNotices,
  buildInvoices,
  buildEarnings,
  buildWelcome,
  buildSettingsLast,
];

/** What stands there until the rest has been read. */
export function buildLoadingHome(reader?: Reader): HomeView {
  return { type: 'home', blocks: [context(plain(speakTo(reader).say('home.one_moment')))] };
}

/** Somebody's Home: what their roles give them to do, and nothing they may not see (SPEC 7). */
export function buildHome(sheet: HomeSheet, reader?: Reader): HomeView {
  return { type: 'home', blocks: [header(sheet.programme), ...SECTIONS.flatMap((build) => build(sheet, reader))] };
}
