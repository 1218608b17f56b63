import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { readAmount } from '../../domain/amount.js';
import { AGES, type QueueFilter, UNDECIDED } from '../../domain/home-place.js';
import { toDecimal } from '../../domain/money.js';
import type { PartnerName, ProgrammeRules } from '../../domain/shown.js';
import { modal, plain } from '../blocks.js';
import { countOf } from '../formats.js';
import { INPUT, VIEW } from '../ids.js';
import { input, textInput, userInput } from '../inputs.js';
import { errorsOf, type FilledForm, fieldOf, optionOf, type Reading, textOf } from '../reading.js';
import { amountSentence } from '../refusals.js';
import { partnerOption } from '../reward-options.js';

export interface FilterForm {
  readonly filter: QueueFilter;
  /** The partner that is asked for, while there is one. */
  readonly partner?: PartnerName | undefined;
  readonly rules: ProgrammeRules;
}

/** What of the queue is to be shown: everything is optional, and nothing chosen shows all. */
export function buildFilterForm({ filter, partner, rules }: FilterForm): ModalView {
  const { createdBy, status, olderThanDays, atLeast } = filter;
  const [currency = '', ...others] = rules.currencies;
  const least = atLeast && toDecimal({ minor: BigInt(atLeast.minor), currency: atLeast.currency });
  return modal({
    title: 'Filter the queue',
    submit: 'Show',
    callbackId: VIEW.queueFilterForm,
    blocks: [
      input(
        { id: INPUT.partner, label: 'Partner', optional: true },
        {
          type: 'external_select',
          min_query_length: 0,
          placeholder: plain('Name, e-mail or partner key'),
          ...(partner && { initial_option: partnerOption(partner) }),
        },
      ),
      userInput({ id: INPUT.createdBy, label: 'Created by', optional: true, ...(createdBy && { initial: createdBy }) }),
      select(INPUT.status, 'Status', UNDECIDED.map(optionFor), status),
      select(INPUT.age, 'Created', AGES.map(ageOption), olderThanDays?.toString()),
      textInput({
        id: INPUT.atLeast,
        label: 'Amount of at least',
        optional: true,
        initial: least,
        placeholder: '1,250.50',
        ...(others.length > 0 && {
          hint: `In ${currency}, unless you choose another below. Rewards in other currencies are not shown.`,
        }),
      }),
      ...(others.length > 0
        ? [
            select(
              INPUT.currency,
              'Currency of the amount',
              rules.currencies.slice(0, 100).map(optionFor),
              atLeast?.currency,
            ),
          ]
        : []),
    ],
  });
}

export function readFilterForm(form: FilledForm, { currencies }: ProgrammeRules): Reading<QueueFilter> {
  const typed = textOf(form, INPUT.atLeast);
  // What is filtered by may be more than one reward can be.
  const rules = { currencies, capMajor: 10n ** 15n };
  const amount = typed === undefined ? undefined : readAmount(typed, rules, optionOf(form, INPUT.currency));
  const errors = errorsOf({
    [INPUT.atLeast]: amount && 'problem' in amount ? amountSentence(amount.problem) : undefined,
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

function select(id: string, label: string, options: PlainTextOption[], chosen: string | undefined): KnownBlock {
  const initial = options.find(({ value }) => value === chosen);
  return input(
    { id, label, optional: true },
    { type: 'static_select', placeholder: plain('Any'), options, ...(initial && { initial_option: initial }) },
  );
}

function optionFor(value: string): PlainTextOption {
  return { text: plain(value, 75), value };
}

function ageOption(days: number): PlainTextOption {
  return { text: plain(`More than ${countOf(days, 'day')} ago`, 75), value: String(days) };
}
