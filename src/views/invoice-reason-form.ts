import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { InvoiceAct } from '../domain/invoice.js';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { countOf } from './formats.js';
import { INPUT, VIEW } from './ids.js';
import { textInput } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { errorsOf, type FilledForm, lengthError, type Reading, textOf } from './reading.js';
import { formRefs, type InvoiceRef } from './references.js';

const REASONED = ['pause', 'fail', 'void'] as const satisfies readonly InvoiceAct[];
/** What can be done with an invoice only by saying why. */
export type ReasonedAct = (typeof REASONED)[number];

export interface InvoiceReasonInput {
  readonly ref: InvoiceRef;
  readonly act: ReasonedAct;
  readonly reason: string;
}

interface FormWords {
  readonly title: string;
  readonly submit: string;
  readonly means: (sheet: InvoiceSheet, reader?: Reader) => string;
}

const WORDS: Readonly<Record<ReasonedAct, FormWords>> = {
  pause: {
    title: 'Pause invoice',
    submit: 'Pause',
    means: () => 'It is not finalised until somebody resumes it or finalises it. Its lines can still change.',
  },
  fail: {
    title: 'Payment failed',
    submit: 'Mark as failed',
    means: () => 'Its rewards stay on it, and no partner is told. You can try again, mark it as paid, or void it.',
  },
  void: {
    title: 'Void invoice',
    submit: 'Void',
    means: ({ rewards, number }, reader) =>
      `${countOf(rewards, 'reward', reader)} will go back as they are, and on the next invoice. ` +
      `Nothing is paid with ${number}, its number is not used again, and this cannot be undone.`,
  },
};

export function buildInvoiceReasonForm(sheet: InvoiceSheet, act: ReasonedAct, reader?: Reader): ModalView {
  const { title, submit, means } = WORDS[act];
  return modal({
    title,
    submit,
    callbackId: VIEW.invoiceReasonForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision, act },
    blocks: [
      invoiceLine(sheet, reader),
      context(plain(means(sheet, reader))),
      textInput({ id: INPUT.reason, label: 'Reason', hint: 'The team sees it, partners do not.', multiline: true }),
    ],
  });
}

export function readInvoiceReasonForm(form: FilledForm): Reading<InvoiceReasonInput> {
  const reason = textOf(form, INPUT.reason);
  const errors = errorsOf({ [INPUT.reason]: lengthError(reason, { least: 1, most: 1000 }, { missing: 'Say why.' }) });
  if (errors || !reason) return { ok: false, errors: errors ?? {} };
  const { act } = z.object({ act: z.enum(REASONED) }).parse(JSON.parse(form.private_metadata));
  return { ok: true, value: { ref: formRefs.invoice(form.private_metadata), act, reason } };
}
