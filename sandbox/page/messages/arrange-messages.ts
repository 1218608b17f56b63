import type { ShownMessage } from '../../screen/screen.js';
import { dayOf, timeOf } from '../times.js';

export interface Row {
  message: ShownMessage;
  /** The first of its day. */
  opensDay: boolean;
  /** The first one not yet read. */
  opensNews: boolean;
  /** Follows shortly on another of the same person: no need for the name again. */
  isContinued: boolean;
}

const ONE_BREATH_MS = 5 * 60_000;

/** The messages of a list as its rows. `readUpTo` is where the person had stopped reading. */
export function arrangeMessages(messages: ShownMessage[], readUpTo: string | undefined, me: string): Row[] {
  let isNews = false;
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const opensDay = !before || dayOf(timeOf(before.ts)) !== dayOf(timeOf(message.ts));
    const opensNews = !isNews && readUpTo !== undefined && message.ts > readUpTo && message.user !== me;
    isNews ||= opensNews;
    const isContinued =
      !opensDay &&
      !opensNews &&
      before?.user === message.user &&
      before.isEphemeral === message.isEphemeral &&
      timeOf(message.ts) - timeOf(before.ts) < ONE_BREATH_MS;
    return { message, opensDay, opensNews, isContinued };
  });
}
