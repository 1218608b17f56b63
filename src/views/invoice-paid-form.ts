import type { ModalView } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { countOf } from './formats.js';
import { INPUT, VIEW } from './ids.js';
import { dateInput, textInput } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, paidDayError, type Reading, textOf } from './reading.js';
import { formRefs, type InvoiceRef } from './references.js';

export interface InvoicePaidInput {
  readonly ref: InvoiceRef;
  readonly paidOn: LocalDate;
  /** What finance calls the payment. */
  readonly reference: string;
}

export function buildInvoicePaidForm({
  sheet,
  today,
  reader,
}: {
  readonly sheet: InvoiceSheet;
  readonly today: LocalDate;
  readonly reader?: Reader | undefined;
}): ModalView {
  return modal({
    title: 'Mark invoice as paid',
    submit: 'Mark as paid',
    callbackId: VIEW.invoicePaidForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision } satisfies InvoiceRef,
    blocks: [
      invoiceLine(sheet, reader),
      context(
        plain(
          `${countOf(sheet.rewards, 'reward', reader)} will be Paid, and ${countOf(sheet.shares.length, 'partner', reader)} told.`,
        ),
      ),
      dateInput({ id: INPUT.paidOn, label: 'Paid on', initial: today }),
      textInput({ id: INPUT.reference, label: 'Reference', hint: 'As in your bank or payment provider.' }),
    ],
  });
}

/** `today` is the programme's day at the time of reading: what is paid was paid by now, and stays so. */
export function readInvoicePaidForm(form: FilledForm, today: LocalDate): Reading<InvoicePaidInput> {
  const paidOn = fieldOf(form, INPUT.paidOn).selected_date;
  const reference = textOf(form, INPUT.reference);
  const errors = errorsOf({
    [INPUT.paidOn]: paidDayError(paidOn, today),
    [INPUT.reference]: lengthError(
      reference,
      { least: 1, most: 100 },
      { missing: 'Type the reference of the payment.' },
    ),
  });
  if (errors || !paidOn || !reference) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.invoice(form.private_metadata), paidOn, reference } };
}
