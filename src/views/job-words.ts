import type { Reader } from '../domain/reader.js';
import { code, type Line, words } from './blocks.js';

const JOB_WORDS: ReadonlyMap<string, string> = new Map([
  ['show-reward-card', 'showing the card'],
  ['tell-thread', 'adding to the thread'],
  ['tell-creator', 'telling its creator'],
  ['ask-creator', 'asking its creator for changes'],
  ['tell-former-partner', 'telling the partner whose it was'],
  ['remind', 'reminding of it'],
  ['remind-before-cut', 'reminding of it'],
  ['tell-partner', 'telling the partner'],
  ['tell-answer', 'telling the partner the answer'],
  ['show-questions', 'showing what the partner asked'],
  ['tell-partner-of-payment', 'telling the partner of the payment'],
  ['show-invoice', 'showing the invoice'],
  ['send-invoice-files', 'sending the files of the invoice'],
]);

/** What the bot was doing in a job of this name. */
function jobWords(name: string): string {
  return JOB_WORDS.get(name) ?? name;
}

/** Says that a job was tried as often as it may be, and who can do what about it. */
export function gaveUpLine(name: string, _reader?: Reader): Line {
  return [words(`Gave up ${jobWords(name)}. For an admin: `), code('npm run rewards -- jobs')];
}
