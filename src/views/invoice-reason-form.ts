import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { InvoiceAct } from '../domain/invoice.js';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs, type InvoiceRef } from './references.js';
import { speakTo } from './speak.js';

const REASONED = ['pause', 'fail', 'void'] as const satisfies readonly InvoiceAct[];
/** What can be done with an invoice only by saying why. */
export type ReasonedAct = (typeof REASONED)[number];

export interface InvoiceReasonInput {
  readonly ref: InvoiceRef;
  readonly act: ReasonedAct;
  readonly reason: string;
}

export function buildInvoiceReasonForm(sheet: InvoiceSheet, act: ReasonedAct, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say(`invoice_reason.${act}.title`),
    submit: say(`invoice_reason.${act}.submit`),
    callbackId: VIEW.invoiceReasonForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision, act },
    reader,
    blocks: [
      invoiceLine(sheet, reader),
      context(plain(whatItMeans(sheet, act, reader))),
      textInput({
        id: INPUT.reason,
        label: say('form.reason'),
        hint: say('invoice_reason.reason_hint'),
        multiline: true,
      }),
    ],
  });
}

export function readInvoiceReasonForm(form: FilledForm, reader?: Reader): Reading<InvoiceReasonInput> {
  const reason = textOf(form, INPUT.reason);
  const missing = speakTo(reader).say('invoice_reason.say_why');
  const errors = errorsOf({ [INPUT.reason]: lengthError(reason, { least: 1, most: 1000 }, { missing, reader }) });
  if (errors || !reason) return { ok: false, errors: errors ?? {} };
  const { act } = z.object({ act: z.enum(REASONED) }).parse(JSON.parse(form.private_metadata));
  return { ok: true, value: { ref: formRefs.invoice(form.private_metadata), act, reason } };
}

function whatItMeans({ rewards, number }: InvoiceSheet, act: ReasonedAct, reader: Reader | undefined): string {
  const { say } = speakTo(reader);
  if (act === 'void') return say('invoice_reason.void.means', { count: rewards, invoice: number });
  return say(`invoice_reason.${act}.means`);
}
