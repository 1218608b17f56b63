import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { namedCurrency, readAmount } from '../domain/amount.js';
import type { Money } from '../domain/money.js';
import type { Reader } from '../domain/reader.js';
import { rewardNumber } from '../domain/reward.js';
import type { CustomerName, LikelyDuplicate, PartnerName, PartnerSummary, ProgrammeRules } from '../domain/shown.js';
import { context, modal, plain, richText, section } from './blocks.js';
import { answerInput, questionPart } from './edit-part.js';
import { INPUT, VIEW } from './ids.js';
import { input, textInput } from './inputs.js';
import { type Unchosen, unchosenNote } from './prefill-note.js';
import { errorsOf, type FilledForm, lengthError, optionOf, type Reading, textOf } from './reading.js';
import type { RewardRef } from './references.js';
import { amountSentence } from './refusals.js';
import { currencySelect, customerWarning, duplicateLines, partnerLine } from './reward-form-parts.js';
import { customerOption, partnerOption } from './reward-options.js';
import { evidenceLine } from './reward-words.js';
import { speakTo } from './speak.js';

export interface RewardForm {
  readonly rules: ProgrammeRules;
  /** By name alone: the reader may not see its sums. */
  readonly partner?: PartnerSummary | PartnerName | undefined;
  readonly customer?: CustomerName | undefined;
  readonly amountText?: string | undefined;
  readonly currency?: string | undefined;
  readonly description?: string | undefined;
  readonly internalNote?: string | undefined;
  /** The address of the message it is for. */
  readonly evidence?: string | undefined;
  /** Why no partner is chosen, where one could have been: several match "acme". */
  readonly unchosen?: Unchosen | undefined;
  /** The reward that this one looks like, and what to hand back if it is created anyway. */
  readonly duplicate?: (LikelyDuplicate & { readonly confirm: string }) | undefined;
  /** The reward that is sent back with this form, instead of a new one. */
  readonly edit?: EditPart | undefined;
  /** Who fills it in. */
  readonly reader?: Reader | undefined;
}

/** What changes were asked for, and of which reward. */
export interface EditPart extends RewardRef {
  readonly number: number;
  readonly askedBy?: string | undefined;
  readonly question?: string | undefined;
}

export interface RewardInput {
  readonly partnerId: string;
  readonly customerId?: string | undefined;
  readonly description: string;
  readonly amount: Money;
  readonly internalNote?: string | undefined;
  readonly evidence?: string | undefined;
  /** The duplicate that the person was shown and accepts, as `duplicate.confirm` said it. */
  readonly confirmed?: string | undefined;
}

/** What an open form holds, as far as it is needed to build it again. */
export interface RewardDraft {
  readonly partnerId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly amountText?: string | undefined;
  readonly currency?: string | undefined;
  readonly description?: string | undefined;
  readonly internalNote?: string | undefined;
  readonly evidence?: string | undefined;
}

const formMemory = z.object({
  partnerId: z.string().optional(),
  confirm: z.string().optional(),
  evidence: z.string().optional(),
  edit: z.object({ rewardId: z.uuid(), revision: z.int().positive() }).optional(),
});
export type FormMemory = z.infer<typeof formMemory>;

const LEAST_DESCRIPTION = 3;

/** The Manual Rewards form (SPEC 3). Rebuilt at every change; ids stay the same, so that what was put in stays too. */
export function buildRewardForm(form: RewardForm): ModalView {
  const { partner, customer, duplicate, rules, edit, reader } = form;
  const { say } = speakTo(reader);
  const [currency = '', ...others] = rules.currencies;
  return modal({
    title: edit ? say('edit_form.title', { reward: rewardNumber(edit.number) }) : say('reward_form.title'),
    submit: say(submitOf(form)),
    reader,
    callbackId: edit ? VIEW.editForm : VIEW.rewardForm,
    metadata: {
      partnerId: partner?.id,
      confirm: duplicate?.confirm,
      evidence: form.evidence,
      edit: edit && { rewardId: edit.rewardId, revision: edit.revision },
    } satisfies FormMemory,
    blocks: [
      ...(edit ? questionPart(edit, reader) : []),
      ...(form.unchosen ? [context(plain(unchosenNote(form.unchosen, reader)))] : []),
      ...(duplicate
        ? [richText(section(...duplicateLines(duplicate, { isSentBack: edit !== undefined, reader })))]
        : []),
      ...(form.evidence ? [richText(section(evidenceLine(form.evidence, reader)))] : []),
      input(
        { id: INPUT.partner, label: say('reward_form.partner'), tells: true },
        {
          type: 'external_select',
          min_query_length: 0,
          placeholder: plain(say('reward_form.partner_placeholder')),
          ...(partner && { initial_option: partnerOption(partner) }),
        },
      ),
      ...(partner && 'reach' in partner ? [partnerLine(partner, reader)] : []),
      textInput({
        id: INPUT.description,
        label: say('reward_form.description'),
        hint: say('reward_form.description_hint'),
        multiline: true,
        initial: form.description,
      }),
      textInput({
        id: INPUT.amount,
        label: say('reward_form.amount'),
        ...(others.length === 0 && { hint: say('reward_form.amount_hint', { currency }) }),
        initial: form.amountText,
        placeholder: '1,250.50',
      }),
      ...(others.length > 0
        ? [
            currencySelect(
              rules.currencies,
              form.currency ?? namedCurrency(form.amountText ?? '', rules.currencies) ?? currency,
              reader,
            ),
          ]
        : []),
      input(
        {
          id: INPUT.customer,
          label: say('reward_form.customer'),
          optional: true,
          tells: true,
        },
        {
          type: 'external_select',
          min_query_length: 0,
          placeholder: plain(say('reward_form.customer_placeholder')),
          ...(customer && { initial_option: customerOption(customer) }),
        },
      ),
      ...(partner && customer && customer.partnerId !== partner.id ? [customerWarning(customer, reader)] : []),
      textInput({
        id: INPUT.note,
        label: say('reward_form.note'),
        hint: say('reward_form.note_hint'),
        optional: true,
        multiline: true,
        initial: form.internalNote,
      }),
      ...(edit ? [answerInput(reader)] : [context(plain(say('reward_form.advice')))]),
    ],
  });
}

function submitOf({ edit, duplicate }: RewardForm) {
  if (edit) return duplicate ? 'edit_form.send_back_anyway' : 'edit_form.send_back';
  return duplicate ? 'reward_form.create_anyway' : 'reward_form.create';
}

/** Reads the form on submit: every error under its field. `standing` is what the reward is worth that is edited. */
export function readRewardForm(
  form: FilledForm,
  rules: ProgrammeRules,
  { standing, reader }: { readonly standing?: Money | undefined; readonly reader?: Reader | undefined } = {},
): Reading<RewardInput> {
  const { partnerId, customerId, amountText, currency, description, internalNote, evidence } = draftOf(form);
  const { say } = speakTo(reader);
  const amount = readWorth(amountText ?? '', rules, { currency, standing });
  const errors = errorsOf({
    [INPUT.partner]: partnerId ? undefined : say('reward_form.choose_partner'),
    [INPUT.description]: lengthError(
      description,
      { least: LEAST_DESCRIPTION, most: 1000 },
      { missing: say('reward_form.description_too_short', { least: LEAST_DESCRIPTION }), reader },
    ),
    [INPUT.amount]: 'problem' in amount ? amountSentence(amount.problem, reader) : undefined,
    [INPUT.note]: lengthError(internalNote, { most: 1000 }, { reader }),
  });
  if (errors || !partnerId || !description || 'problem' in amount) return { ok: false, errors: errors ?? {} };
  const confirmed = readFormMemory(form.private_metadata).confirm;
  return {
    ok: true,
    value: { partnerId, customerId, description, amount: amount.money, internalNote, evidence, confirmed },
  };
}

/** The cap is for amounts that are put in: what stands already was allowed when it was. */
function readWorth(
  text: string,
  { currencies, rewardCap }: ProgrammeRules,
  { currency, standing }: { readonly currency?: string | undefined; readonly standing?: Money | undefined },
) {
  const amount = readAmount(text, { currencies, capMajor: rewardCap }, currency);
  if (!standing || !('problem' in amount) || amount.problem.code !== 'amount_over_cap') return amount;
  const anyway = readAmount(text, { currencies, capMajor: standing.minor }, currency);
  const isStanding =
    'money' in anyway && anyway.money.minor === standing.minor && anyway.money.currency === standing.currency;
  return isStanding ? anyway : amount;
}

/** What a form that sends a reward back says beside the reward's own fields. */
export function readEdit(
  form: FilledForm,
  reader?: Reader,
): Reading<{ readonly ref: RewardRef; readonly answer?: string | undefined }> {
  const answer = textOf(form, INPUT.answer);
  const errors = errorsOf({ [INPUT.answer]: lengthError(answer, { most: 500 }, { reader }) });
  const ref = readFormMemory(form.private_metadata).edit;
  if (errors || !ref) return { ok: false, errors: errors ?? {} };
  return { ok: true, value: { ref, answer } };
}

/** What the form in front of the person holds now, right or wrong, to build it again. */
export function draftOf(form: FilledForm): RewardDraft {
  return {
    partnerId: optionOf(form, INPUT.partner),
    customerId: optionOf(form, INPUT.customer),
    amountText: textOf(form, INPUT.amount),
    currency: optionOf(form, INPUT.currency),
    description: textOf(form, INPUT.description),
    internalNote: textOf(form, INPUT.note),
    evidence: readFormMemory(form.private_metadata).evidence,
  };
}

/** What the form remembers beside its fields: the partner last chosen, and the duplicate it asked about. */
export function readFormMemory(metadata: string): FormMemory {
  return formMemory.parse(JSON.parse(metadata || '{}'));
}
