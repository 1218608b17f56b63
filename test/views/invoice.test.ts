import { describe, expect, test } from '@jest/globals';
import { INVOICE_STATUSES } from '../../src/domain/invoice.js';
import type { InvoiceSheet } from '../../src/domain/shown.js';
import { buildInvoiceMessage } from '../../src/views/invoice-message.js';
import { buildInvoicePaidForm, readInvoicePaidForm } from '../../src/views/invoice-paid-form.js';
import { buildInvoicePartners, readInvoicePage } from '../../src/views/invoice-partners.js';
import { expectAccepted, expectHarmless, expectShown } from './expectations.js';
import { fill, typed } from './forms.js';
import { at, BO, HOSTILE, longest, shares, sheet } from './samples.js';
import { transcribe } from './transcript.js';

const lastChange = { kind: 'paid', actor: BO, at: at('14T14:20') };
const sum = { rewards: 4, total: { minor: 12345n, currency: 'USD' } };

describe('the message of an invoice', () => {
  test.each(INVOICE_STATUSES)('shows an invoice that is %s', (status) =>
    expectShown(
      buildInvoiceMessage({
        ...sheet,
        status,
        lastChange,
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
        carriedForward: shares(9),
        shares: shares(3),
      }),
    ));

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
    expect(shown.includes('Mark as paid…')).toBe(status === 'finalised');
  });

  test('adds up the partners it does not name', () => {
    const shown = transcribe(buildInvoiceMessage({ ...sheet, shares: shares(17) }));
    expect(shown).toContain('and 2 more partners, **$10,370.00**');
  });

  test.each([
    ['longest', longest],
    ['hostile', () => HOSTILE],
  ] as const)('stands the %s names, and 500 partners', (_, text) => expectShown(buildInvoiceMessage(withNames(text))));
});

describe('the list of all partners', () => {
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
  const form = buildInvoicePaidForm({ sheet, today: '2026-12-12' });

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
      errors: { paid_on: 'Choose today or an earlier day.' },
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
    shares: named,
    carriedForward: named,
  };
}
