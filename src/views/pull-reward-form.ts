import type { ModalView } from '@slack/types';
import type { Reader } from '../domain/reader.js';
import type { InvoiceSheet } from '../domain/shown-invoice.js';
import { context, modal, plain } from './blocks.js';
import { INPUT, VIEW } from './ids.js';
import { input } from './inputs.js';
import { invoiceLine } from './invoice-words.js';
import { type FilledForm, optionOf, type Reading } from './reading.js';
import { formRefs, type InvoiceRef, type RewardRef, readRewardButton } from './references.js';
import { speakTo } from './speak.js';

export interface PullRewardInput {
  readonly ref: InvoiceRef;
  readonly reward: RewardRef;
}

export function buildPullRewardForm(sheet: InvoiceSheet, reader?: Reader): ModalView {
  const { say } = speakTo(reader);
  return modal({
    title: say('pull_reward.title'),
    submit: say('pull_reward.submit'),
    callbackId: VIEW.pullRewardForm,
    metadata: { invoiceId: sheet.id, revision: sheet.revision } satisfies InvoiceRef,
    reader,
    blocks: [
      invoiceLine(sheet, reader),
      context(plain(say('pull_reward.what_is_offered', { currency: sheet.total.currency }))),
      input(
        { id: INPUT.lateReward, label: say('line_choice.reward'), hint: say('line_choice.reward_hint') },
        { type: 'external_select', min_query_length: 0, placeholder: plain(say('line_choice.reward_example'), 150) },
      ),
    ],
  });
}

export function readPullRewardForm(form: FilledForm, reader?: Reader): Reading<PullRewardInput> {
  const chosen = optionOf(form, INPUT.lateReward);
  if (!chosen) return { ok: false, errors: { [INPUT.lateReward]: speakTo(reader).say('line_choice.choose') } };
  return { ok: true, value: { ref: formRefs.invoice(form.private_metadata), reward: readRewardButton(chosen) } };
}
