import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { errorsOf, type FilledForm, lengthError, optionOf, type Reading, textOf } from './reading.js';
import { formRefs, type InvoiceRef, type RewardRef, readRewardButton } from './references.js';
import { speakTo } from './speak.js';

export interface RemoveLineInput {
  readonly ref: InvoiceRef;
  readonly reward: RewardRef;
  readonly reason?: string | undefined;
}

export function buildRemoveLineForm(sheet: InvoiceSheet, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('remove_line.title'),
    submit: say('remove_line.submit'),
    callbackId: VIEW.removeLineForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision } satisfies InvoiceRef,
    reader,
    blocks: [
      invoiceLine(sheet, reader),
      context(plain(say('remove_line.means'))),
      input(
        { id: INPUT.invoiceLine, label: say('line_choice.reward'), hint: say('line_choice.reward_hint') },
        { type: 'external_select', min_query_length: 0, placeholder: plain(say('line_choice.reward_example'), 150) },
      ),
      textInput({
        id: INPUT.reason,
        label: say('form.reason'),
        hint: say('remove_line.reason_hint'),
        optional: true,
        multiline: true,
      }),
    ],
  });
}

export function readRemoveLineForm(form: FilledForm, reader?: Reader): Reading<RemoveLineInput> {
  const chosen = optionOf(form, INPUT.invoiceLine);
  const reason = textOf(form, INPUT.reason);
  const errors = errorsOf({
    [INPUT.invoiceLine]: chosen ? undefined : speakTo(reader).say('line_choice.choose'),
    [INPUT.reason]: lengthError(reason, { most: 1000 }, { reader }),
  });
  if (errors) return { ok: false, errors };
  return {
    ok: true,
    value: { ref: formRefs.invoice(form.private_metadata), reward: readRewardButton(chosen), reason },
  };
}
