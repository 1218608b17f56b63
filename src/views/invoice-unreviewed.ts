import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { QueueRow } from '../domain/home-parts.js';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, factLines, modal, plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { queueRowLines } from './home/queue.js';
import { ACTION } from './ids.js';
import { invoiceTitle } from './invoice-words.js';
import { writeButtonValue } from './references.js';
import { speakTo } from './speak.js';

/** How many of them stand in the modal, which holds a hundred blocks. */
export const MOST_UNREVIEWED = 30;

/** The rewards on an invoice that nobody reviewed, as its reader's queue shows them, with the way to decide on them. */
export function buildUnreviewed(
  sheet: InvoiceSheet,
  { rows, more }: { readonly rows: readonly QueueRow[]; readonly more: number },
  reader?: Reader,
): ModalView {
  const { say } = speakTo(reader);
  const about = context(plain(invoiceTitle(sheet, reader)));
  const title = say('not_reviewed.title');
  if (rows.length === 0) return modal({ title, reader, blocks: [about, context(plain(say('not_reviewed.none')))] });
  const { rewards: count, total } = sheet.unreviewed;
  const sum = `${say('count.rewards', { count })} · ${formatMoney(total, reader)}`;
  const left = more > 0 ? [context(plain(say('not_reviewed.more', { count: more })))] : [];
  return modal({
    title,
    reader,
    blocks: [
      about,
      context(plain(`${sum}. ${say('not_reviewed.decide_on_cards')}`)),
      ...(rows.some(({ approvableWithOthers }) => approvableWithOthers) ? [approveSeveral(sheet, reader)] : []),
      ...rows.flatMap((row) => factLines(...queueRowLines(row, reader))),
      ...left,
    ],
  });
}

function approveSeveral({ id, revision }: InvoiceSheet, reader: Reader | undefined): KnownBlock {
  const button: Button = {
    type: 'button',
    action_id: ACTION.invoiceApproveSeveral,
    text: plain(speakTo(reader).say('queue.approve_several'), 75),
    value: writeButtonValue(id, revision),
  };
  return { type: 'actions', elements: [button] };
}
