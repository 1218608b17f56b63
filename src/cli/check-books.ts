import { type BookRule, type BooksReport, checkBooks } from '../services/check-books.js';
import { countOf } from '../views/text.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { inWorkspace, type SessionOptions } from './session.js';

const RULES: Readonly<Record<BookRule, string>> = {
  invoice_total: 'the total of an invoice is the sum of its lines',
  invoice_line_count: 'an invoice knows how many lines it has',
  invoice_void: 'an invoice is void exactly when it has no lines',
  line_amount: 'a line has the amount of its reward',
  line_currency: 'a line has the currency of its invoice',
  reward_payment: 'a reward is where its line is',
  reward_history: 'a reward is what its last event made it',
  event_chain: 'an event begins where the one before it ended',
  invoice_history: 'an invoice has an event for each revision',
  invoice_numbers: 'invoice numbers have no gap and no other year',
  period_chain: 'a period begins where the one before it ended',
};

/** Checks the books and prints that they balance, or everything that does not. */
export async function printBooks(options: SessionOptions): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace(options, async ({ db, workspace }) => {
    const { counts, findings } = await checkBooks(db.reads, workspace.id);
    const balanced = findings.length === 0;
    const size = sizeOf(counts);
    printer.say(
      balanced
        ? `The books balance: ${size}.`
        : `The books do not balance: ${countOf(findings.length, 'finding')} in ${size}.`,
    );
    for (const what of new Set(findings.map((finding) => finding.what))) {
      printer.say();
      printer.say(`Broken: ${RULES[what]}`);
      printer.table(
        findings
          .filter((finding) => finding.what === what)
          .map(({ subject, expected, found }) => [subject, `expected ${expected}`, `found ${found}`]),
      );
    }
    printer.json({ workspace: workspace.id, balanced, counts, findings });
    return balanced ? EXIT.done : EXIT.failed;
  });
}

function sizeOf({ rewards, invoices, lines, periods, events }: BooksReport['counts']): string {
  return [
    countOf(rewards, 'reward'),
    countOf(invoices, 'invoice'),
    countOf(lines, 'line'),
    countOf(periods, 'period'),
    countOf(events, 'event'),
  ].join(', ');
}
