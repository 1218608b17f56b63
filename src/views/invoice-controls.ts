import type { Button, ConfirmationDialog, KnownBlock, Overflow } from '@slack/types';
import type { InvoiceStatus } from '../domain/invoice.js';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { plain } from './blocks.js';
import { formatMoney } from './formats.js';
import { ACTION, type InvoiceMenuItem } from './ids.js';
import { writeButtonValue, writeMenuValue } from './references.js';
import { speakTo } from './speak.js';
import { shorten } from './text.js';

const ACTION_OF = {
  pause: ACTION.invoicePause,
  resume: ACTION.invoiceResume,
  pull: ACTION.invoicePull,
  finalise: ACTION.invoiceFinalise,
  paid: ACTION.invoicePaid,
  failed: ACTION.invoiceFail,
  retry: ACTION.invoiceRetry,
  partners: ACTION.invoicePartners,
  review: ACTION.invoiceReview,
} as const;
type InvoiceButton = keyof typeof ACTION_OF;

// SPEC 9: at most three buttons; what is rare or cannot be undone is in the menu.
const CONTROLS: Readonly<
  Record<InvoiceStatus, { readonly buttons: readonly InvoiceButton[]; readonly menu: readonly InvoiceMenuItem[] }>
> = {
  in_review: { buttons: ['pause', 'pull', 'finalise'], menu: ['remove_line', 'void', 'partners', 'history'] },
  paused: { buttons: ['resume', 'pull', 'finalise'], menu: ['remove_line', 'void', 'partners', 'history'] },
  finalised: { buttons: ['paid', 'failed'], menu: ['void', 'partners', 'history'] },
  failed: { buttons: ['retry', 'paid'], menu: ['void', 'partners', 'history'] },
  paid: { buttons: [], menu: ['partners', 'history'] },
  void: { buttons: [], menu: ['history'] },
};

/** What finance can do with an invoice as it is now. */
export function invoiceControls(sheet: InvoiceSheet, reader?: Reader): KnownBlock[] {
  const { say } = speakTo(reader);
  const { buttons, menu } = CONTROLS[sheet.status];
  const overflow: Overflow = {
    type: 'overflow',
    action_id: ACTION.invoiceMenu,
    options: menu.map((item) => ({
      text: plain(say(`invoice_menu.${item}`), 75),
      value: writeMenuValue(item, sheet.id, sheet.revision),
    })),
  };
  return [{ type: 'actions', elements: [...buttons.map((button) => buttonFor(sheet, button, reader)), overflow] }];
}

/** Under the partners that are named, where there are more of them. */
export function allPartnersButton(sheet: InvoiceSheet, reader?: Reader): KnownBlock[] {
  return [{ type: 'actions', elements: [buttonFor(sheet, 'partners', reader)] }];
}

/** Under the rewards that nobody reviewed, while they can be. */
export function reviewButton(sheet: InvoiceSheet, reader?: Reader): KnownBlock[] {
  return [{ type: 'actions', elements: [buttonFor(sheet, 'review', reader)] }];
}

function buttonFor(sheet: InvoiceSheet, button: InvoiceButton, reader: Reader | undefined): Button {
  const { say } = speakTo(reader);
  const text = say(`invoice_button.${button}`);
  const spoken = say('invoice_button.spoken', { button: text.replace('…', ''), invoice: sheet.number });
  return {
    type: 'button',
    action_id: ACTION_OF[button],
    text: plain(text, 75),
    value: writeButtonValue(sheet.id, sheet.revision),
    accessibility_label: shorten(spoken, 75),
    ...(button === 'finalise' && { confirm: confirmFinalising(sheet, reader) }),
  };
}

function confirmFinalising(
  { number, total, rewards, unreviewed }: InvoiceSheet,
  reader: Reader | undefined,
): ConfirmationDialog {
  const { say } = speakTo(reader);
  const unseen = unreviewed.rewards > 0 ? ` ${say('invoice_finalise.unreviewed', { count: unreviewed.rewards })}` : '';
  const locks = say('invoice_finalise.locks_lines', { sum: formatMoney(total, reader), count: rewards });
  return {
    title: plain(say('invoice_finalise.title', { invoice: number }), 100),
    text: plain(`${locks}${unseen}`, 300),
    confirm: plain(say('invoice_finalise.confirm'), 30),
    deny: plain(say('common.cancel'), 30),
  };
}
