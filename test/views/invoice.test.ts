import { describe, expect, test } from '@jest/globals';
import type { InvoiceEvent } from '../../src/domain/history.js';
import { INVOICE_STATUSES, type InvoiceStatus } from '../../src/domain/invoice.js';
import type { InvoiceSheet } from '../../src/domain/shown-invoice.js';
import { invoiceControls } from '../../src/views/invoice-controls.js';
import { buildInvoiceMessage } from '../../src/views/invoice-message.js';
import { buildInvoicePaidForm, readInvoicePaidForm } from '../../src/views/invoice-paid-form.js';
import { buildInvoicePartners, readInvoicePage } from '../../src/views/invoice-partners.js';
import { expectAccepted, expectDifference, expectHarmless, expectShown } from './expectations.js';
import { fill, typed } from './forms.js';
import { HOSTILE, invoiceEvent, longest, recipients, shares, sheet } from './samples.js';
import { transcribe } from './transcript.js';

const MADE_BY: Readonly<Record<InvoiceStatus, InvoiceEvent>> = {
  in_review: invoiceEvent('cut', { actor: 'bot' }),
  paused: invoiceEvent('paused', { reason: 'Waiting for the tax office' }),
  finalised: invoiceEvent('finalised', { actor: 'bot' }),
  paid: invoiceEvent('paid', { facts: { paidOn: '2026-12-12', reference: 'SEPA 7' } }),
  failed: invoiceEvent('failed', { reason: 'The bank refused the file' }),
  void: invoiceEvent('voided', { reason: 'Cut in the wrong currency', facts: { rewards: 61, total: '4831000' } }),
};
const sum = { rewards: 4, total: { minor: 12345n, currency: 'USD' } };

describe('the message of an invoice', () => {
  test('shows an invoice that is in review', () => expectShown(buildInvoiceMessage(sheet)));

  test.each(INVOICE_STATUSES)('shows an invoice that is %s', (status) =>
    expectDifference(
      buildInvoiceMessage(sheet),
      buildInvoiceMessage({
        ...sheet,
        status,
        lastChange: MADE_BY[status],
        ...(status === 'paid' && { paidOn: '2026-12-12', paymentReference: 'SEPA 7' }),
      }),
    ),
  );

  test.each(INVOICE_STATUSES)('says of what nobody reviewed whether somebody still may: %s', (status) => {
    const shown = transcribe(buildInvoiceMessage({ ...sheet, status }));
    const open = status === 'in_review' || status === 'paused';
    expect(shown).toContain(open ? '2 not reviewed yet ($900.00)' : '2 went on without review ($900.00)');
  });

  test('says what is not on it, and why', () =>
    expectShown(
      buildInvoiceMessage({
        ...sheet,
        held: sum,
        declined: sum,
        paidElsewhere: sum,
        postponed: sum,
        carriedForward: shares(9),
        shares: shares(3),
      }),
    ));

  test.each(['in_review', 'paused', 'finalised', 'failed'] as const)(
    'says that it is overdue, and not that payment is expected, when it is %s',
    (status) => {
      const shown = transcribe(buildInvoiceMessage({ ...sheet, status, isOverdue: true, lastChange: MADE_BY[status] }));
      expect(shown).toContain('Overdue: payment was expected on 13 December 2026');
      expect(shown).not.toContain('payment expected around');
    },
  );

  test('warns of what the bot gave up', () => {
    const shown = transcribe(buildInvoiceMessage({ ...sheet, failedJobs: ['tell-partner-of-payment'] }));
    expect(shown).toContain('⚠ Gave up telling the partner of the payment. For an admin: `npm run rewards -- jobs`');
  });

  test('shows an invoice without any line', () =>
    expectShown(
      buildInvoiceMessage({
        ...sheet,
        status: 'void',
        shares: [],
        rewards: 0,
        total: { minor: 0n, currency: 'USD' },
        unreviewed: { ...sum, rewards: 0 },
        held: { ...sum, rewards: 0 },
        carriedForward: [],
      }),
    ));

  test.each(INVOICE_STATUSES)('offers to mark it as paid only once it is finalised, not when it is %s', (status) => {
    const shown = transcribe(buildInvoiceMessage({ ...sheet, status }));
    expect(shown.includes('Mark as paid…')).toBe(status === 'finalised' || status === 'failed');
  });

  test('adds up the partners it does not name', () => {
    const shown = transcribe(buildInvoiceMessage({ ...sheet, shares: shares(17) }));
    expect(shown).toContain('and 2 more partners, **$10,370.00**');
  });

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s names, and 500 partners', (_, text) => expectShown(buildInvoiceMessage(withNames(text))));

  test('says of a void invoice that its last line left, and which', () => {
    const lastChange = invoiceEvent('voided', { reason: 'hold', facts: { reward: 'R-1042' } });
    const shown = transcribe(buildInvoiceMessage({ ...sheet, status: 'void', lastChange }));
    expect(shown).toContain('Void: nothing is paid with it · R-1042 left it as the last · by @U0BO');
    expect(shown).not.toContain('“hold”');
  });

  test.each([
    ['paused', longest(1000)],
    ['failed', HOSTILE],
    ['void', HOSTILE],
  ] as const)('quotes why it is %s, whatever was typed', (status, reason) =>
    expectDifference(
      buildInvoiceMessage(sheet),
      buildInvoiceMessage({ ...sheet, status, lastChange: { ...MADE_BY[status], reason } }),
    ),
  );

  test('has the reason of a pause no longer once it is resumed', () => {
    const lastChange = invoiceEvent('resumed', { reason: 'nothing' });
    expect(transcribe(buildInvoiceMessage({ ...sheet, lastChange }))).not.toContain('nothing\n');
  });

  test.each(INVOICE_STATUSES)('has at most three buttons and a menu of at most five items: %s', (status) => {
    const elements = invoiceControls({ ...sheet, status }).flatMap((block) =>
      block.type === 'actions' ? block.elements : [],
    );
    expect(elements.filter((element) => element.type === 'button').length).toBeLessThanOrEqual(3);
    const [menu, ...more] = elements.filter((element) => element.type === 'overflow');
    expect([more.length, (menu?.options.length ?? 0) <= 5]).toEqual([0, true]);
  });
});

describe('the list of all partners', () => {
  test('marks whose rewards nobody reviewed', () => {
    const [first, ...rest] = shares(3);
    if (!first) throw new Error('no share');
    const shown = transcribe(buildInvoicePartners({ ...sheet, shares: [{ ...first, unreviewed: 2 }, ...rest] }, 0));
    expect(shown).toContain('· ⚠ 2 not reviewed');
    expect(shown.match(/not reviewed/g)).toHaveLength(1);
  });

  test('shows one page with no buttons', () => expectShown(buildInvoicePartners(sheet, 0)));

  test('turns pages, each button with an id of its own', () =>
    expectShown(buildInvoicePartners({ ...sheet, shares: shares(100) }, 1)));

  test.each([
    [-1, 'page 1 of 3', 'Next'],
    [2, 'page 3 of 3', 'Previous'],
    [99, 'page 3 of 3', 'Previous'],
  ])('has a page for any number: %s', (page, title, button) => {
    const shown = transcribe(buildInvoicePartners({ ...sheet, shares: shares(100) }, page));
    expect(shown).toContain(title);
    expect(shown).toContain(`[${button} · button`);
  });

  test('names every partner on exactly one page', () => {
    const pages = [0, 1, 2].map((page) => transcribe(buildInvoicePartners({ ...sheet, shares: shares(100) }, page)));
    const names = pages.join('\n').match(/^Partner \d+/gm);
    expect(new Set(names).size).toBe(100);
    expect(names).toHaveLength(100);
  });

  test('gives the page back from its button', () => {
    expect(readInvoicePage(`${sheet.id}:2`)).toEqual({ invoiceId: sheet.id, page: 2 });
    expect(() => readInvoicePage(`${sheet.id}:x`)).toThrow();
    expect(() => readInvoicePage(undefined)).toThrow();
  });

  test('stands the longest and the hostile names', () => {
    for (const text of [longest, () => HOSTILE]) {
      const shown = buildInvoicePartners(withNames(text), 0);
      expectAccepted(shown);
      expectHarmless(shown);
    }
  });
});

describe('the form to mark an invoice as paid', () => {
  const form = buildInvoicePaidForm({ sheet, recipients, today: '2026-12-12' });

  test('asks when, and for the reference', () => expectShown(form));

  test('gives the day and the reference', () => {
    expect(readInvoicePaidForm(fill(form, { reference: typed(' SEPA 7 ') }), '2026-12-12')).toEqual({
      ok: true,
      value: { ref: { invoiceId: sheet.id, revision: 3 }, paidOn: '2026-12-12', reference: 'SEPA 7' },
    });
  });

  test('wants both', () => {
    expect(readInvoicePaidForm(fill(form, { paid_on: { selected_date: null } }), '2026-12-12')).toEqual({
      ok: false,
      errors: { paid_on: 'Choose the day it was paid.', reference: 'Type the reference of the payment.' },
    });
    expect(readInvoicePaidForm(fill(form, { reference: typed('x'.repeat(101)) }), '2026-12-12')).toMatchObject({
      ok: false,
    });
    expect(readInvoicePaidForm(fill(form, { reference: typed('SEPA 7') }), '2026-12-11')).toEqual({
      ok: false,
      errors: { paid_on: '12 December 2026 is still to come. Choose today or an earlier day.' },
    });
  });
});

function withNames(text: (most: number) => string): InvoiceSheet {
  const named = shares(500, () => text(200)).map((share) => ({
    ...share,
    partner: { ...share.partner, key: text(200), group: text(200) },
    total: { minor: 10n ** 20n, currency: 'USD' },
  }));
  return {
    ...sheet,
    status: 'paid',
    paidOn: '2026-12-12',
    paymentReference: text(100),
    lastChange: invoiceEvent('paid', { actor: text(20), facts: { reference: text(100) } }),
    shares: named,
    carriedForward: named,
  };
}
