import type { Button, ConfirmationDialog, KnownBlock, Overflow } from '@slack/types';
import type { InvoiceStatus } from '../domain/invoice.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { plain } from './blocks.js';
import { countOf, formatMoney } from './formats.js';
import { ACTION, type InvoiceMenuItem } from './ids.js';
import { writeButtonValue, writeMenuValue } from './references.js';

interface ButtonWords {
  readonly actionId: string;
  readonly text: string;
  readonly confirm?: (sheet: InvoiceSheet) => ConfirmationDialog;
}

const PAUSE: ButtonWords = { actionId: ACTION.invoicePause, text: 'Pause…' };
const RESUME: ButtonWords = { actionId: ACTION.invoiceResume, text: 'Resume' };
const PULL: ButtonWords = { actionId: ACTION.invoicePull, text: 'Pull a reward on…' };
const FINALISE: ButtonWords = { actionId: ACTION.invoiceFinalise, text: 'Finalise now', confirm: confirmFinalising };
const PAID: ButtonWords = { actionId: ACTION.invoicePaid, text: 'Mark as paid…' };
const FAILED: ButtonWords = { actionId: ACTION.invoiceFail, text: 'Payment failed…' };
const RETRY: ButtonWords = { actionId: ACTION.invoiceRetry, text: 'Try again' };
const PARTNERS: ButtonWords = { actionId: ACTION.invoicePartners, text: 'All partners' };

// SPEC 9: at most three buttons; what is rare or cannot be undone is in the menu.
const CONTROLS: Readonly<
  Record<InvoiceStatus, { readonly buttons: readonly ButtonWords[]; readonly menu: readonly InvoiceMenuItem[] }>
> = {
  in_review: { buttons: [PAUSE, PULL, FINALISE], menu: ['remove_line', 'void', 'partners', 'history'] },
  paused: { buttons: [RESUME, PULL, FINALISE], menu: ['remove_line', 'void', 'partners', 'history'] },
  finalised: { buttons: [PAID, FAILED], menu: ['void', 'partners', 'history'] },
  failed: { buttons: [RETRY, PAID], menu: ['void', 'partners', 'history'] },
  paid: { buttons: [], menu: ['partners', 'history'] },
  void: { buttons: [], menu: ['history'] },
};

const ITEM_TEXT: Readonly<Record<InvoiceMenuItem, string>> = {
  remove_line: 'Remove a line…',
  void: 'Void…',
  partners: 'All partners',
  history: 'History',
};

/** What finance can do with an invoice as it is now. */
export function invoiceControls(sheet: InvoiceSheet): KnownBlock[] {
  const { buttons, menu } = CONTROLS[sheet.status];
  const overflow: Overflow = {
    type: 'overflow',
    action_id: ACTION.invoiceMenu,
    options: menu.map((item) => ({
      text: plain(ITEM_TEXT[item], 75),
      value: writeMenuValue(item, sheet.id, sheet.revision),
    })),
  };
  return [{ type: 'actions', elements: [...buttons.map((button) => buttonFor(sheet, button)), overflow] }];
}

/** Under the partners that are named, where there are more of them. */
export function allPartnersButton(sheet: InvoiceSheet): KnownBlock[] {
  return [{ type: 'actions', elements: [buttonFor(sheet, PARTNERS)] }];
}

function buttonFor(sheet: InvoiceSheet, { actionId, text, confirm }: ButtonWords): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(text, 75),
    value: writeButtonValue(sheet.id, sheet.revision),
    accessibility_label: `${text.replace('…', '')}, ${sheet.number}`,
    ...(confirm && { confirm: confirm(sheet) }),
  };
}

function confirmFinalising({ number, total, rewards, unreviewed }: InvoiceSheet): ConfirmationDialog {
  const unseen = unreviewed.rewards > 0 ? ` ${countOf(unreviewed.rewards, 'reward')} on it nobody reviewed.` : '';
  return {
    title: plain(`Finalise ${number} now?`, 100),
    text: plain(`${formatMoney(total)} for ${countOf(rewards, 'reward')}. Its lines are locked then.${unseen}`, 300),
    confirm: plain('Finalise', 30),
    deny: plain('Cancel', 30),
  };
}
