import type { ModalView } from '@slack/types';
import type { LocalDate } from '../domain/period.js';
import type { Reader } from '../domain/reader.js';
import type { NoticeRecipient } from '../domain/shown.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { dateInput, textInput } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { errorsOf, type FilledForm, fieldOf, lengthError, paidDayError, type Reading, textOf } from './reading.js';
import { recipientSentences } from './recipient-words.js';
import { formRefs, type InvoiceRef } from './references.js';
import { speakTo } from './speak.js';

export interface InvoicePaidInput {
  readonly ref: InvoiceRef;
  readonly paidOn: LocalDate;
  /** What finance calls the payment. */
  readonly reference: string;
}

export function buildInvoicePaidForm({
  sheet,
  recipients,
  today,
  reader,
}: {
  readonly sheet: InvoiceSheet;
  /** Every partner on it. */
  readonly recipients: readonly NoticeRecipient[];
  readonly today: LocalDate;
  readonly reader?: Reader | undefined;
}): ModalView {
  const { say } = speakTo(reader);
  const told = recipientSentences(recipients, reader);
  return modal({
    title: say('invoice_paid.title'),
    submit: say('invoice_paid.submit'),
    callbackId: VIEW.invoicePaidForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision } satisfies InvoiceRef,
    reader,
    blocks: [
      invoiceLine(sheet, reader),
      context(plain([say('invoice_paid.means', { rewards: sheet.rewards }), told].join(' '))),
      dateInput({ id: INPUT.paidOn, label: say('form.paid_on'), initial: today }),
      textInput({
        id: INPUT.reference,
        label: say('invoice_paid.reference'),
        hint: say('invoice_paid.reference_hint'),
      }),
    ],
  });
}

/** `today` is the programme's day at the time of reading: what is paid was paid by now, and stays so. */
export function readInvoicePaidForm(form: FilledForm, today: LocalDate, reader?: Reader): Reading<InvoicePaidInput> {
  const missing = speakTo(reader).say('invoice_paid.type_reference');
  const paidOn = fieldOf(form, INPUT.paidOn).selected_date;
  const reference = textOf(form, INPUT.reference);
  const errors = errorsOf({
    [INPUT.paidOn]: paidDayError(paidOn, today, reader),
    [INPUT.reference]: lengthError(reference, { least: 1, most: 100 }, { missing, reader }),
  });
  if (errors || !paidOn || !reference) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref: formRefs.invoice(form.private_metadata), paidOn, reference } };
}
