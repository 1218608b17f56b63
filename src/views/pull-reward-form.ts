import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { type FilledForm, optionOf, type Reading } from './reading.js';
import { formRefs, type InvoiceRef, type RewardRef, readRewardButton } from './references.js';

export interface PullRewardInput {
  readonly ref: InvoiceRef;
  readonly reward: RewardRef;
}

export function buildPullRewardForm(sheet: InvoiceSheet, reader?: Reader): ModalView {
  return modal({
    title: 'Pull a reward on',
    submit: 'Pull on',
    callbackId: VIEW.pullRewardForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision } satisfies InvoiceRef,
    blocks: [
      invoiceLine(sheet, reader),
      context(
        plain(
          `Offered are rewards in ${sheet.total.currency} that are Approved and on no invoice. Clawbacks of the same partner come with it.`,
        ),
      ),
      input(
        { id: INPUT.lateReward, label: 'Reward', hint: 'Search by number, partner or description.' },
        { type: 'external_select', min_query_length: 0, placeholder: plain('R-1042, partner or description', 150) },
      ),
    ],
  });
}

export function readPullRewardForm(form: FilledForm): Reading<PullRewardInput> {
  const chosen = optionOf(form, INPUT.lateReward);
  if (!chosen) return { ok: false, errors: { [INPUT.lateReward]: 'Choose a reward.' } };
  return { ok: true, value: { ref: formRefs.invoice(form.private_metadata), reward: readRewardButton(chosen) } };
}
