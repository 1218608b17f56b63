import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { readAmount } from '../../domain/amount.js';
import { AGES, type QueueFilter, UNDECIDED } from '../../domain/home-place.js';
import { toDecimal } from '../../domain/money.js';
import type { Reader } from '../../domain/reader.js';
import type { PartnerName, ProgrammeRules } from '../../domain/shown.js';
import { modal, plain } from '../blocks.js';
import { INPUT, VIEW } from '../ids.js';
import { input, textInput, userInput } from '../inputs.js';
import { errorsOf, type FilledForm, fieldOf, optionOf, type Reading, textOf } from '../reading.js';
import { amountSentence } from '../refusals.js';
import { partnerOption } from '../reward-options.js';
import { speakTo } from '../speak.js';

export interface FilterForm {
  readonly filter: QueueFilter;
  /** The partner that is asked for, while there is one. */
  readonly partner?: PartnerName | undefined;
  readonly rules: ProgrammeRules;
  readonly reader?: Reader | undefined;
}

/** What of the queue is to be shown: everything is optional, and nothing chosen shows all. */
export function buildFilterForm({ filter, partner, rules, reader }: FilterForm): ModalView {
  const { say } = speakTo(reader);
  const { createdBy, status, olderThanDays, atLeast } = filter;
  const placeholder = say('queue_filter.any');
  const [currency = '', ...others] = rules.currencies;
  const least = atLeast && toDecimal({ minor: BigInt(atLeast.minor), currency: atLeast.currency });
  return modal({
    title: say('queue_filter.title'),
    submit: say('queue_filter.show'),
    reader,
    callbackId: VIEW.queueFilterForm,
    blocks: [
      input(
        { id: INPUT.partner, label: say('queue_filter.partner'), optional: true },
        {
          type: 'external_select',
          min_query_length: 0,
          placeholder: plain(say('reward_form.partner_placeholder')),
          ...(partner && { initial_option: partnerOption(partner) }),
        },
      ),
      userInput({
        id: INPUT.createdBy,
        label: say('queue_filter.created_by'),
        optional: true,
        ...(createdBy && { initial: createdBy }),
      }),
      select(
        { id: INPUT.status, label: say('queue_filter.status'), placeholder },
        UNDECIDED.map((one) => option(one, say(`reward_status.${one}`))),
        status,
      ),
      select(
        { id: INPUT.age, label: say('queue_filter.created'), placeholder },
        AGES.map((days) => option(String(days), say('queue_filter.days_ago', { days }))),
        olderThanDays?.toString(),
      ),
      textInput({
        id: INPUT.atLeast,
        label: say('queue_filter.at_least'),
        optional: true,
        initial: least,
        placeholder: '1,250.50',
        ...(others.length > 0 && {
          hint: say('queue_filter.at_least_hint', { currency }),
        }),
      }),
      ...(others.length > 0
        ? [
            select(
              { id: INPUT.currency, label: say('queue_filter.currency'), placeholder },
              rules.currencies.slice(0, 100).map((code) => option(code, code)),
              atLeast?.currency,
            ),
          ]
        : []),
    ],
  });
}

export function readFilterForm(
  form: FilledForm,
  { currencies }: ProgrammeRules,
  reader?: Reader,
): Reading<QueueFilter> {
  const typed = textOf(form, INPUT.atLeast);
  // What is filtered by may be more than one reward can be.
  const rules = { currencies, capMajor: 10n ** 15n };
  const amount = typed === undefined ? undefined : readAmount(typed, rules, optionOf(form, INPUT.currency));
  const errors = errorsOf({
    [INPUT.atLeast]: amount && 'problem' in amount ? amountSentence(amount.problem, reader) : undefined,
  });
  if (errors) return { ok: false, errors };
  const atLeast = amount && 'money' in amount ? amount.money : undefined;
  return {
    ok: true,
    value: {
      partnerId: optionOf(form, INPUT.partner),
      createdBy: fieldOf(form, INPUT.createdBy).selected_user ?? undefined,
      status: UNDECIDED.find((status) => status === optionOf(form, INPUT.status)),
      olderThanDays: AGES.find((days) => String(days) === optionOf(form, INPUT.age)),
      atLeast: atLeast && { minor: atLeast.minor.toString(), currency: atLeast.currency },
    },
  };
}

function select(
  { id, label, placeholder }: { readonly id: string; readonly label: string; readonly placeholder: string },
  options: PlainTextOption[],
  chosen: string | undefined,
): KnownBlock {
  const initial = options.find(({ value }) => value === chosen);
  return input(
    { id, label, optional: true },
    {
      type: 'static_select',
      placeholder: plain(placeholder, 150),
      options,
      ...(initial && { initial_option: initial }),
    },
  );
}

function option(value: string, text: string): PlainTextOption {
  return { text: plain(text, 75), value };
}
