import { code, factLines, type Line, type MessageContent, sayLines, words } from './blocks.js';
import { COMMAND } from './ids.js';
import { oneLine, shorten } from './text.js';

/** How `/reward` is used; `unknown` is what was typed instead. */
export function buildUsage(unknown?: string): MessageContent {
  const typed = oneLine(unknown ?? '');
  const lines: Line[] = [
    ...(typed ? [[words(`The bot does not understand “${shorten(typed, 200)}”.`)]] : []),
    [code(COMMAND.reward), words(' opens the form for a reward.')],
    [code(`${COMMAND.reward} acme 250 for the webinar`), words(' opens it filled in: partner, amount, description.')],
    [code(`${COMMAND.reward} partner acme`), words(' shows a partner: contacts, customers, sums, newest rewards.')],
    [code(`${COMMAND.reward} R-1042`), words(' shows a reward and its history.')],
    [code(`${COMMAND.reward} mine`), words(' lists the rewards you created, or earned.')],
    [code(`${COMMAND.reward} queue`), words(' says what waits for a decision.')],
    [code(`${COMMAND.reward} invoice`), words(' lists the invoices that are not paid yet.')],
    [code(`${COMMAND.reward} settings`), words(' opens the settings, for admins.')],
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}
