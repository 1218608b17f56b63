import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../domain/reader.js';
import type { HomeSheet } from '../../domain/shown-home.js';
import { context, factLines, mrkdwn } from '../blocks.js';
import { mention } from '../formats.js';
import { speakTo } from '../speak.js';

const MOST_NAMED = 5;

/** For whoever has no part in it: what this is, and whom to ask. Before it is set up, the set-up says both. */
export function buildWelcome({ roles, admins, earnings, setup }: HomeSheet, reader?: Reader): KnownBlock[] {
  if (roles.size > 0 || earnings || setup) return [];
  return [...factLines(speakTo(reader).line('home.what_it_is')), context(mrkdwn(whomToAsk(admins, reader)))];
}

function whomToAsk(admins: readonly string[], reader: Reader | undefined): string {
  const { say, or } = speakTo(reader);
  if (admins.length === 0) return say('welcome.ask_workspace_admin');
  return say('welcome.ask_them', { people: or(admins.slice(0, MOST_NAMED).map((admin) => mention(admin, reader))) });
}
