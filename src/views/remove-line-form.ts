import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { errorsOf, type FilledForm, lengthError, optionOf, type Reading, textOf } from './reading.js';
import { formRefs, type InvoiceRef, type RewardRef, readRewardButton } from './references.js';

export interface RemoveLineInput {
  readonly ref: InvoiceRef;
  readonly reward: RewardRef;
  readonly reason?: string | undefined;
}

export function buildRemoveLineForm(sheet: InvoiceSheet, reader?: Reader): ModalView {
  return modal({
    title: 'Remove a line',
    submit: 'Remove',
    callbackId: VIEW.removeLineForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision } satisfies InvoiceRef,
    blocks: [
      invoiceLine(sheet, reader),
      context(plain('The reward keeps its status and goes on the next invoice. To stop it, decline it on its card.')),
      input(
        { id: INPUT.invoiceLine, label: 'Reward', hint: 'Search by number, partner or description.' },
        { type: 'external_select', min_query_length: 0, placeholder: plain('R-1042, partner or description', 150) },
      ),
      textInput({ id: INPUT.reason, label: 'Reason', hint: 'The team sees it.', optional: true, multiline: true }),
    ],
  });
}

export function readRemoveLineForm(form: FilledForm): Reading<RemoveLineInput> {
  const chosen = optionOf(form, INPUT.invoiceLine);
  const reason = textOf(form, INPUT.reason);
  const errors = errorsOf({
    [INPUT.invoiceLine]: chosen ? undefined : 'Choose a reward.',
    [INPUT.reason]: lengthError(reason, { most: 1000 }),
  });
  if (errors) return { ok: false, errors };
  return {
    ok: true,
    value: { ref: formRefs.invoice(form.private_metadata), reward: readRewardButton(chosen), reason },
  };
}
