import type { Reader } from '../domain/reader.js';
import type { NoticeRecipient, Reach } from '../domain/shown.js';
import { contactWords, unreachableWords } from './reason-words.js';
import { speakTo } from './speak.js';
import { nameInLine } from './text.js';

const MAX_NAMED = 10;
const MAX_NAME_LENGTH = 80;

/** Whether the partner of a decision is told of it. `mayBeSilent`: the form lets its reader keep the message back. */
export function recipientSentence(
  { partner, reach, mayBeSilent = false }: NoticeRecipient & { readonly mayBeSilent?: boolean },
  reader?: Reader,
): string {
  const { say } = speakTo(reader);
  const name = nameInLine(partner);
  if (reach.reachable) return say(mayBeSilent ? 'recipient.told_unless_silent' : 'recipient.told', { partner: name });
  if (reach.byEmail) return say('recipient.by_email', { partner: name });
  return say('recipient.not_told', { partner: name, why: unreachableWords(reach.why, reader) });
}

/** How many partners are told, who is not and why. */
export function recipientSentences(recipients: readonly NoticeRecipient[], reader?: Reader): string {
  const { say } = speakTo(reader);
  const told = recipients.filter(({ reach }) => reach.reachable);
  const byEmail = recipients.filter(({ reach }) => !reach.reachable && reach.byEmail);
  const notTold = recipients.filter(({ reach }) => !reach.reachable && !reach.byEmail);
  return [
    say('recipients.told', { count: told.length }),
    ...(byEmail.length > 0 ? [say('recipients.by_email', { partners: namesOf(byEmail, reader) })] : []),
    ...(notTold.length > 0 ? [say('recipients.not_told', { partners: namesOf(notTold, reader) })] : []),
  ].join(' ');
}

function namesOf(recipients: readonly NoticeRecipient[], reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  const names = recipients.slice(0, MAX_NAMED).map(({ partner, reach }) => nameAndReason(partner, reach, reader));
  const more = recipients.length - names.length;
  return [...names, ...(more > 0 ? [say('count.and_more', { count: more })] : [])].join(', ');
}

function nameAndReason(partner: string, reach: Reach, reader: Reader | undefined): string {
  const name = nameInLine(partner, MAX_NAME_LENGTH);
  if (reach.reachable || reach.byEmail) return name;
  return speakTo(reader).say('recipients.not_told_because', { partner: name, why: contactWords(reach.why, reader) });
}
