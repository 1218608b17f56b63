import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Replayed, replay } from '../../src/domain/history.js';
import { INVOICE_STATUSES, type InvoiceStatus } from '../../src/domain/invoice.js';
import {
  DECISIONS,
  type Decision,
  EVENT_OF,
  legalDecisions,
  type Move,
  moveOf,
  NEXT,
  REWARD_STATUSES,
  type RewardStatus,
  rewardNumber,
  type Standing,
} from '../../src/domain/reward.js';
import { type Answer, OFF_INVOICE } from '../support/reward-table.js';

const answerOf = (standing: Standing, decision: Decision): Answer => {
  const move = moveOf(standing, decision);
  return typeof move === 'string' ? move : move.status;
};
const invoiceIn = (status: InvoiceStatus) => ({ number: 'INV-2026-0007', status });
const cells = REWARD_STATUSES.flatMap((status) =>
  DECISIONS.map((decision) => [status, decision, OFF_INVOICE[status][decision]] as const),
);

describe('a reward on no invoice', () => {
  test.each(cells)('that is %s and told to %s: %s', (status, decision, answer) => {
    const payment = status === 'Paid' ? 'paid_elsewhere' : 'not_invoiced';
    const move = moveOf({ status, payment, everInvoiced: false }, decision);
    if (!REWARD_STATUSES.includes(answer as RewardStatus)) expect(move).toBe(answer);
    else {
      const paid = answer === 'Paid' ? 'paid_elsewhere' : 'not_invoiced';
      expect(move).toEqual({ event: EVENT_OF[decision], status: answer, payment: paid, leavesInvoice: false });
    }
  });

  test('that was declined and ever had a line is not opened again', () => {
    const standing = { status: 'Declined', payment: 'not_invoiced', everInvoiced: true } as const;
    expect(moveOf(standing, 'reopen')).toBe('was_invoiced');
    expect(legalDecisions(standing)).toEqual([]);
  });

  test('is offered exactly the legal decisions', () => {
    const offered = (status: RewardStatus) => legalDecisions({ status, payment: 'not_invoiced', everInvoiced: false });
    expect(offered('New')).toEqual(['approve', 'decline', 'hold', 'mark_paid', 'withdraw', 'request_changes']);
    expect(offered('Approved')).toEqual(['decline', 'hold', 'mark_paid']);
    expect(offered('Hold')).toEqual(['approve', 'decline', 'release', 'mark_paid', 'withdraw', 'request_changes']);
    expect(offered('Declined')).toEqual(['reopen']);
    expect(offered('Paid')).toEqual([]);
  });

  test('is written R- and its number', () => {
    expect(rewardNumber(1042)).toBe('R-1042');
  });
});

describe.each(['in_review', 'paused'] as const)('a reward on an invoice that is %s', (invoiceStatus) => {
  const on = (status: RewardStatus): Standing => ({
    status,
    payment: 'on_invoice',
    invoice: invoiceIn(invoiceStatus),
    everInvoiced: true,
  });
  const leaves = (decision: Decision, status: RewardStatus): Move => ({
    event: EVENT_OF[decision],
    status,
    payment: 'not_invoiced',
    leavesInvoice: true,
  });

  test('stays on when it is approved', () => {
    const stays = { event: 'approved', status: 'Approved', payment: 'on_invoice', leavesInvoice: false };
    expect(moveOf(on('New'), 'approve')).toEqual(stays);
    expect(moveOf(on('Approved'), 'approve')).toBe('already_so');
  });

  test.each(['New', 'Approved'] as const)('leaves it when, being %s, it is declined, held or paid', (status) => {
    expect(moveOf(on(status), 'decline')).toEqual(leaves('decline', 'Declined'));
    expect(moveOf(on(status), 'hold')).toEqual(leaves('hold', 'Hold'));
    expect(moveOf(on(status), 'mark_paid')).toEqual({ ...leaves('mark_paid', 'Paid'), payment: 'paid_elsewhere' });
  });

  test('leaves it when, being New, changes are asked for', () => {
    expect(moveOf(on('New'), 'request_changes')).toEqual(leaves('request_changes', 'Hold'));
    expect(moveOf(on('Approved'), 'request_changes')).toBe('move_not_possible');
  });

  test('stays on it, and New, with the first of two approvals', () => {
    const stays = { event: 'approved_first', status: 'New', payment: 'on_invoice', leavesInvoice: false };
    expect(moveOf({ ...on('New'), approvalsLeft: 2 }, 'approve')).toEqual(stays);
    expect(moveOf({ ...on('New'), approvalsLeft: 1 }, 'approve')).toMatchObject({ status: 'Approved' });
  });

  test('leaves it when, being New, it is withdrawn', () => {
    expect(moveOf(on('New'), 'withdraw')).toEqual(leaves('withdraw', 'Declined'));
    expect(moveOf(on('Approved'), 'withdraw')).toBe('move_not_possible');
  });

  test.each(['New', 'Approved'] as const)('has nothing to release or reopen while it is %s', (status) => {
    expect(typeof moveOf(on(status), 'release')).toBe('string');
    expect(typeof moveOf(on(status), 'reopen')).toBe('string');
  });
});

describe('a reward that two must approve', () => {
  const waiting = (status: RewardStatus, approvalsLeft: number): Standing => ({
    status,
    payment: 'not_invoiced',
    everInvoiced: false,
    approvalsNeeded: 2,
    approvalsLeft,
  });

  test.each(['New', 'Hold'] as const)('is New after the first, from %s, and Approved after the second', (status) => {
    const first = { event: 'approved_first', status: 'New', payment: 'not_invoiced', leavesInvoice: false };
    expect(moveOf(waiting(status, 2), 'approve')).toEqual(first);
    expect(moveOf(waiting(status, 1), 'approve')).toEqual({ ...first, event: 'approved', status: 'Approved' });
  });

  test.each(['New', 'Hold'] as const)('is not marked as paid before the second, from %s', (status) => {
    for (const left of [1, 2]) {
      expect(moveOf(waiting(status, left), 'mark_paid')).toBe('needs_second_approval');
      expect(legalDecisions(waiting(status, left))).not.toContain('mark_paid');
    }
    expect(moveOf(waiting('Approved', 2), 'mark_paid')).toMatchObject({ status: 'Paid' });
  });

  test('goes every other way as if one were enough, and is approved once', () => {
    for (const status of REWARD_STATUSES)
      for (const decision of DECISIONS)
        for (const left of [1, 2]) {
          const isOpen = status === 'New' || status === 'Hold';
          if (isOpen && (decision === 'approve' || decision === 'mark_paid')) continue;
          const plain = { ...waiting(status, left), approvalsNeeded: undefined, approvalsLeft: undefined };
          expect(moveOf(waiting(status, left), decision)).toEqual(moveOf(plain, decision));
        }
  });
});

test('nobody asks for changes to a clawback', () => {
  for (const status of ['New', 'Hold'] as const) {
    const standing = { status, payment: 'not_invoiced', everInvoiced: false, isClawback: true } as const;
    expect(moveOf(standing, 'request_changes')).toBe('move_not_possible');
    expect(legalDecisions(standing)).not.toContain('request_changes');
    expect(legalDecisions(standing)).toContain('approve');
  }
});

describe('a reward on an invoice that is locked', () => {
  const locked = INVOICE_STATUSES.filter((status) => status !== 'in_review' && status !== 'paused');

  test.each(locked)('refuses every decision while the invoice is %s', (invoiceStatus) => {
    for (const status of ['New', 'Approved'] as const) {
      const standing = {
        status,
        payment: 'on_invoice',
        invoice: invoiceIn(invoiceStatus),
        everInvoiced: true,
      } as const;
      expect(DECISIONS.map((decision) => moveOf(standing, decision))).toEqual(DECISIONS.map(() => 'invoice_locked'));
      expect(legalDecisions(standing)).toEqual([]);
    }
  });

  test('and paid says so', () => {
    const standing = {
      status: 'Paid',
      payment: 'paid_on_invoice',
      invoice: invoiceIn('paid'),
      everInvoiced: true,
    } as const;
    expect(DECISIONS.map((decision) => moveOf(standing, decision))).toEqual(DECISIONS.map(() => 'reward_paid'));
  });
});

// A small model of the world around a reward: what people press, and what invoices do meanwhile.
type Act = Decision | 'cut' | 'pause' | 'finalise' | 'pay';
interface Lived {
  standing: Standing;
  events: { revision: number; from?: Pick<Standing, 'status' | 'payment'>; to: Pick<Standing, 'status' | 'payment'> }[];
}

function live(acts: readonly Act[], check: (before: Standing, act: Act, after: Standing) => void): Lived {
  let standing: Standing = { status: 'New', payment: 'not_invoiced', everInvoiced: false };
  const axes = ({ status, payment }: Pick<Standing, 'status' | 'payment'>) => ({ status, payment });
  const events: Lived['events'] = [{ revision: 1, to: axes(standing) }];
  for (const act of acts) {
    const before = standing;
    standing = step(before, act);
    check(before, act, standing);
    if (standing.status !== before.status || standing.payment !== before.payment) {
      events.push({ revision: events.length + 1, from: axes(before), to: axes(standing) });
    }
  }
  return { standing, events };
}

function step(standing: Standing, act: Act): Standing {
  const { status, payment, invoice } = standing;
  const payable = status === 'New' || status === 'Approved';
  switch (act) {
    case 'cut':
      if (!payable || payment !== 'not_invoiced') return standing;
      return { status, payment: 'on_invoice', invoice: invoiceIn('in_review'), everInvoiced: true };
    case 'pause':
      return invoice?.status === 'in_review' ? { ...standing, invoice: invoiceIn('paused') } : standing;
    case 'finalise':
      return invoice?.status === 'in_review' ? { ...standing, invoice: invoiceIn('finalised') } : standing;
    case 'pay':
      if (invoice?.status !== 'finalised') return standing;
      return { ...standing, status: 'Paid', payment: 'paid_on_invoice', invoice: invoiceIn('paid') };
    default: {
      const move = moveOf(standing, act);
      if (typeof move === 'string') return standing;
      return { ...standing, ...axesOf(move), invoice: move.payment === 'on_invoice' ? invoice : undefined };
    }
  }
}

const axesOf = ({ status, payment }: Move) => ({ status, payment });

describe('any life of a reward', () => {
  const acts = fc.array(fc.constantFrom<Act>(...DECISIONS, 'cut', 'pause', 'finalise', 'pay'), { maxLength: 30 });
  const isDecision = (act: Act): act is Decision => (DECISIONS as readonly string[]).includes(act);

  test('keeps its two axes in step: Paid if and only if paid, on an invoice only while New or Approved', () => {
    fc.assert(
      fc.property(acts, (lived) => {
        live(lived, (_before, _act, { status, payment, invoice }) => {
          expect(status === 'Paid').toBe(payment === 'paid_elsewhere' || payment === 'paid_on_invoice');
          if (payment === 'on_invoice') expect(['New', 'Approved']).toContain(status);
          if (payment === 'on_invoice') expect(invoice).toBeDefined();
        });
      }),
      { numRuns: 500 },
    );
  });

  test('takes no step that the table does not show, and none at all from Paid or under a locked invoice', () => {
    fc.assert(
      fc.property(acts, (lived) => {
        live(lived, (before, act, after) => {
          if (before.status === 'Paid') expect(after).toEqual(before);
          if (!isDecision(act) || after.status === before.status) return;
          expect(after.status).toBe(OFF_INVOICE[before.status][act]);
          if (after.status === 'Paid') expect(act).toBe('mark_paid');
          if (act === 'reopen') expect(before.everInvoiced).toBe(false);
          expect(before.invoice === undefined || ['in_review', 'paused'].includes(before.invoice.status)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('is told by its events: replaying them gives the row', () => {
    fc.assert(
      fc.property(acts, (lived) => {
        const { standing, events } = live(lived, () => undefined);
        const expected: Replayed = { status: standing.status, payment: standing.payment, revision: events.length };
        expect(replay(events)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('cannot be replayed with an event missing, doubled or swapped', () => {
    fc.assert(
      fc.property(acts, fc.nat(), (lived, where) => {
        const { events } = live(lived, () => undefined);
        fc.pre(events.length > 1);
        const index = where % (events.length - 1);
        const missing = events.toSpliced(index, 1);
        const doubled = events.toSpliced(index, 0, ...events.slice(index, index + 1));
        const swapped = events.toSpliced(index, 2, ...events.slice(index, index + 2).reverse());
        const renumbered = missing.map((event, position) => ({ ...event, revision: position + 1 }));
        expect([missing, doubled, swapped].map(replay)).toEqual([undefined, undefined, undefined]);
        // Renumbered, it may only hold together where the missing steps led back to where they began.
        const [lost, next] = events.slice(index, index + 2);
        const isLoop = lost?.from?.status === next?.from?.status && lost?.from?.payment === next?.from?.payment;
        if (!isLoop) expect(replay(renumbered)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('a history', () => {
  const at = (status: RewardStatus) => ({ status, payment: 'not_invoiced' as const });

  test('of nothing leads nowhere', () => {
    expect(replay([])).toBeUndefined();
  });

  test('starts at revision 1, from nowhere', () => {
    expect(replay([{ revision: 1, to: at('New') }])).toEqual({ ...at('New'), revision: 1 });
    expect(replay([{ revision: 2, to: at('New') }])).toBeUndefined();
    expect(replay([{ revision: 1, from: at('Hold'), to: at('New') }])).toBeUndefined();
  });

  test('goes on from where it was, on both axes', () => {
    const created = { revision: 1, to: at('New') };
    const onInvoice = { status: 'New', payment: 'on_invoice' } as const;
    expect(replay([created, { revision: 2, from: at('Hold'), to: at('Approved') }])).toBeUndefined();
    expect(replay([created, { revision: 2, from: onInvoice, to: at('Approved') }])).toBeUndefined();
    expect(replay([created, { revision: 2, to: at('Approved') }])).toBeUndefined();
    expect(replay([created, { revision: 3, from: at('New'), to: at('Approved') }])).toBeUndefined();
  });

  test('has an event of its own for every decision', () => {
    expect(Object.keys(EVENT_OF)).toEqual([...DECISIONS]);
    expect(new Set(Object.values(EVENT_OF)).size).toBe(DECISIONS.length);
  });

  test('is written by the table that the code publishes, and no other', () => {
    for (const status of REWARD_STATUSES) {
      const moves: Partial<Record<Decision, RewardStatus>> = NEXT[status];
      for (const decision of DECISIONS) {
        const answer = answerOf({ status, payment: 'not_invoiced', everInvoiced: false }, decision);
        if (moves[decision]) expect(answer).toBe(moves[decision]);
        else expect(REWARD_STATUSES).not.toContain(answer);
      }
    }
  });
});
