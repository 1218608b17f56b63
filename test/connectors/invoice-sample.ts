import type { InvoiceStatus } from '../../src/domain/invoice.js';
import type { DocumentLine, InvoiceDocument, Payout } from '../../src/domain/invoice-document.js';
import type { PartnerShare } from '../../src/domain/shown-invoice.js';

/** Companies of everywhere, as they write themselves. */
export const NAMES = [
  'Łódź Ăâîșț Việt Nam GmbH',
  'Ελληνική Εταιρεία',
  'Общество Ромашка',
  'شركة النمو المحدودة',
  'חברת הצמיחה',
  'हिन्दी संस्थान',
  'บริษัท เติบโต จำกัด',
  'საქართველოს ბანკი',
  'Հայկական ընկերություն',
  '株式会社成長パートナー',
  '주식회사 성장',
  '成长伙伴有限公司',
  '臺灣成長股份有限公司',
];

const usd = (minor: bigint) => ({ minor, currency: 'USD' });

export interface SampleInvoice {
  readonly document: InvoiceDocument;
  readonly lines: readonly DocumentLine[];
  readonly payouts: readonly Payout[];
}

export interface SampleLine {
  readonly partner: string;
  readonly minor: bigint;
  readonly description?: string;
  readonly customer?: string;
  readonly isUnreviewed?: boolean;
}

/** An invoice of these lines, which come partner by partner. */
export function sampleInvoice(given: readonly SampleLine[], status: InvoiceStatus = 'finalised'): SampleInvoice {
  const lines = given.map(
    (line, at): DocumentLine => ({
      number: 1000 + at,
      partner: { id: line.partner, name: line.partner, key: `key-${line.partner.length}`, group: 'Gold' },
      customer: line.customer,
      description: line.description ?? 'Co-marketing webinar, 14 Nov: 212 sign-ups',
      statusWhenInvoiced: 'Approved',
      status: 'Approved',
      isUnreviewed: line.isUnreviewed ?? false,
      createdAt: new Date('2026-11-14T23:30:00Z'),
      amount: usd(line.minor),
    }),
  );
  const shares = new Map<string, PartnerShare>();
  for (const { partner, amount } of lines) {
    const known = shares.get(partner.id) ?? { partner, total: usd(0n), rewards: 0 };
    shares.set(partner.id, { partner, total: usd(known.total.minor + amount.minor), rewards: known.rewards + 1 });
  }
  const total = usd(lines.reduce((sum, { amount }) => sum + amount.minor, 0n));
  const none = { rewards: 0, total: usd(0n) };
  const document: InvoiceDocument = {
    programme: { name: 'Northwind Partners', address: 'Northwind GmbH\nTorstraße 1\n10119 Berlin' },
    startsAt: new Date('2026-10-31T23:00:00Z'),
    endsAt: new Date('2026-11-30T23:00:00Z'),
    cutAt: new Date('2026-11-30T23:00:12Z'),
    sheet: {
      id: 'invoice',
      revision: 1,
      number: 'INV-2026-0007',
      status,
      month: '2026-11',
      timeZone: 'Europe/Berlin',
      total,
      rewards: lines.length,
      reviewEndsAt: new Date('2026-12-07T23:00:00Z'),
      inReviewUntil: '2026-12-07',
      expectedPaymentOn: '2026-12-13',
      isOverdue: false,
      shares: [...shares.values()],
      unreviewed: { rewards: lines.filter((line) => line.isUnreviewed).length, total: usd(25000n) },
      needSecondApproval: { rewards: 1, total: usd(150000n) },
      held: { rewards: 3, total: usd(215000n) },
      declined: none,
      paidElsewhere: none,
      postponed: none,
      carriedForward: [{ partner: { id: 'g', name: 'Globex', key: 'globex' }, total: usd(-5000n), rewards: 1 }],
      failedJobs: [],
    },
  };
  const payouts = [...shares.values()].map(({ partner, total: amount }) => ({ partner, amount }));
  return { document, lines, payouts };
}
