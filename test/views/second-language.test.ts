import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isObject } from '../../sandbox/json.js';
import { settings } from '../../src/domain/settings.js';
import { customerOptions } from '../../src/views/reward-options.js';
import { en } from '../../src/views/words/en.js';
import { SECOND_READER, teachSecondLanguage } from '../support/second-language.js';
import { everyError } from './every-error.js';
import { everyForm } from './every-form.js';
import { everyHome } from './every-home.js';
import { everyMessage } from './every-message.js';
import { expectAccepted } from './expectations.js';
import { customer, strangersCustomer } from './samples.js';

const said = teachSecondLanguage();
/** A new view that one person reads has its row in one of these. */
const views = { ...everyForm, ...everyHome, ...everyMessage, ...everyError };

/** Everybody in a channel reads these, and they are English. A card is shown to one person, too: on a reward's sheet. */
const FOR_CHANNELS = [
  ...[
    'buildBooksMended',
    'buildBooksTrouble',
    'buildDigest',
    'buildFilesHere',
    'buildFilesTrouble',
    'buildInvoiceMessage',
  ],
  ...[
    'buildMissedMonths',
    'buildOverdueReminder',
    'buildQuestionNote',
    'buildReminder',
    'buildRewardCard',
    'buildStoppedRun',
    'buildThreadEntry',
  ],
  'buildVoidFilesNote',
];
/** The same by their sentences; and an invoice's paper, the picture of the months, and what the fields themselves refuse. */
const NOT_TO_ONE = [
  /^overdue\.(finance|escalated)$/,
  /^(answer_delivery|books|book_rule|digest|event|files\w*|missed_months|question|reminder|stopped_run)\./,
  /^(invoice_(aside|button|finalise|menu|now|share)|months|paper\w*|place\.after_decision|setting_error)(\.|$)/,
];

/** What people typed, and names of Slack, of settings and of commands: whole, so that no word of ours hides among them. */
const NO_LANGUAGE = [
  ...[
    'Acme Growth GmbH',
    'Acme Partner Programme',
    'Acme',
    'acme-growth',
    'Globex',
    'Initech',
    'Hooli',
    'Gold',
    'Silver',
  ],
  ...[
    'Northwind',
    'Partner managers @partner-managers',
    'Hafenstraße 1\n20457 Hamburg',
    'key-',
    'cus-889',
    'S0MANAGERS',
  ],
  ...['lena@acme.example', 'office@acme.example', 'Co-marketing webinar, 14 Nov: 212 sign-ups', 'Webinar in November'],
  ...[
    'Webinar in N…',
    'Webinar',
    'When is it paid?',
    'On 13 December.',
    'The order was returned',
    'Refunded on the 13th',
  ],
  ...[
    'Waiting for the order number',
    'Waiting for the order',
    'Waiting for the tax office',
    'Bank transfer 4711',
    'SEPA 7',
  ],
  ...[
    'Disputed',
    'Bo has left',
    'Cy has left',
    'Nobody else is left',
    'By mistake',
    'Refunded',
    'It was.',
    'As agreed.',
  ],
  ...['Was it not 1,250?', 'Wrong month', 'The bank refused the file', 'Wrong currency', 'missing_scope', 'colour'],
  ...[
    'Europe/Berlin',
    'USD',
    'EUR',
    'GBP',
    'JPY',
    'CHF',
    'INV-2026-',
    'UTC',
    'name, currencies',
    ...Object.keys(settings),
  ],
  // As finance was shown the picture of the months, whose words the bot drew into it.
  'Rewards by month and status, and payouts, in USD. October 2026: Paid $900.00; paid out $900.00.',
  ...[
    '/reward partner acme',
    '/reward mine',
    '/reward queue',
    '/reward invoice',
    '/reward settings',
    '/reward',
    '/invite',
  ],
  'npm run rewards -- jobs',
  'npm run rewards -- settings admin-users U0123456789',
];
// Longest first, or a part of one would keep the rest of it.
const DATA = new RegExp(
  [...NO_LANGUAGE]
    .sort((one, other) => other.length - one.length)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|'),
  'g',
);
/** A mention's or a date's own letters: what is read of one stands behind its bar. */
const TOKENS = /<[^<>|]*[|>]|\{\w+\}/g;
/** What Intl writes in that language, in Latin letters as its speakers do. */
const INTL = new Set([
  'kaj',
  ...(['long', 'short'] as const).flatMap((month) => {
    const { format } = new Intl.DateTimeFormat(SECOND_READER.locale, { month });
    return Array.from({ length: 12 }, (_, index) => format(new Date(2026, index, 15)));
  }),
]);
/** What nobody sees of a block. */
const UNSEEN = /^(type|style|value|url|filter|slack_file|private_metadata|\w+_id|initial_(date|users?|conversation))$/;

/** Every English word of three letters and more in it, with the text it stands in. */
function englishIn(shown: unknown): string[] {
  if (typeof shown === 'string') return englishOf(shown);
  if (Array.isArray(shown)) return shown.flatMap(englishIn);
  if (!isObject(shown)) return [];
  return Object.entries(shown).flatMap(([name, value]) => (UNSEEN.test(name) ? [] : englishIn(value)));
}

function englishOf(text: string): string[] {
  const words =
    text
      .replaceAll(TOKENS, '')
      .replaceAll(DATA, '')
      .match(/[A-Za-z]{3,}/g) ?? [];
  return words.filter((word) => !INTL.has(word)).map((word) => `${word}: ${text}`);
}

describe.each(Object.entries(views))('to whoever reads another language, %s', (_, build) => {
  test('says nothing in English, and nothing that is too long for Slack', () => {
    for (const shown of build(SECOND_READER)) {
      expectAccepted(shown);
      expect(englishIn(shown)).toEqual([]);
    }
  });

  test('would be found out if it did not know its reader', () => {
    for (const shown of build()) expect(englishIn(shown)).not.toEqual([]);
  });
});

test('the customers that are offered are headed in the language of whom they are offered to', () => {
  const offered = { own: [customer], others: [strangersCustomer] };
  expect(englishIn(customerOptions(offered, SECOND_READER))).toEqual([]);
  expect(englishIn(customerOptions(offered))).not.toEqual([]);
});

test('one English word among what people typed is found', () => {
  expect(englishIn({ text: 'R-1042 · Acme Growth GmbH · 1 250,50 USD' })).toEqual([]);
  expect(englishIn({ text: 'R-1042 · New · Acme Growth GmbH' })).toHaveLength(1);
  expect(englishIn({ text: '<!date^1^{date_short} at {time}|14 Nov 2026, 15:02 UTC> decided' })).toHaveLength(1);
});

test('no view that one person reads is left out', () => {
  const found = readdirSync('src/views', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      readFileSync(join('src/views', path), 'utf8')
        .split(/^export function /m)
        .slice(1),
    )
    .filter((source) =>
      /^\w+\((.|\n)*?\): (MessageContent|ModalView|HomeView) \{$/m.test(source.split('\n}\n')[0] ?? ''),
    )
    .map((source) => /^\w+/.exec(source)?.[0] ?? '');
  expect(found.length).toBeGreaterThan(50);
  const others = new Set([...FOR_CHANNELS, 'modal', 'buildHomeProblem']);
  expect(found.filter((name) => !(name in views) && !others.has(name))).toEqual([]);
});

test('every sentence that one person reads was tried', () => {
  for (const build of Object.values(views)) build(SECOND_READER);
  customerOptions({ own: [customer], others: [strangersCustomer] }, SECOND_READER);
  const untried = Object.keys(en).filter((id) => !said.has(id) && !NOT_TO_ONE.some((pattern) => pattern.test(id)));
  expect(untried).toEqual([]);
});
