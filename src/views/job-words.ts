import type { Reader } from '../domain/reader.js';
import { code, type Line } from './blocks.js';
import { commandLine } from './command-line.js';
import { speakTo } from './speak.js';

/** What the bot was doing in a job. */
const DOING = {
  'show-reward-card': 'showing_card',
  'tell-thread': 'adding_to_thread',
  'tell-creator': 'telling_creator',
  'ask-creator': 'asking_creator',
  'notify-creator-of-decision': 'telling_creator_of_decision',
  'notify-creator-of-payment': 'telling_creator_of_payment',
  'tell-former-partner': 'telling_former_partner',
  remind: 'reminding',
  'remind-asker': 'reminding',
  'remind-before-cut': 'reminding',
  'tell-partner': 'telling_partner',
  'tell-answer': 'telling_answer',
  'show-questions': 'showing_questions',
  'tell-partner-of-payment': 'telling_of_payment',
  'notify-late-payment': 'telling_of_delay',
  'remind-of-overdue': 'reminding_finance',
  'show-invoice': 'showing_invoice',
  'send-invoice-files': 'sending_files',
} as const;

/** Says that a job was tried as often as it may be, and who can do what about it. */
export function gaveUpLine(job: string, reader?: Reader): Line {
  const { line } = speakTo(reader);
  const command = code(commandLine('jobs'));
  return isKnown(job) ? line(`gave_up.${DOING[job]}`, { command }) : line('gave_up.other_job', { job, command });
}

function isKnown(job: string): job is keyof typeof DOING {
  return Object.hasOwn(DOING, job);
}
