import { type BooksReport, checkBooks } from '../services/check-books.js';
import { speakTo } from '../views/speak.js';
import { countOf } from './count-of.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { inWorkspace, type SessionOptions } from './session.js';

/** Checks the books and prints that they balance, or everything that does not. */
export async function printBooks(options: SessionOptions): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace(options, async ({ db, workspace }) => {
    const { counts, findings } = await checkBooks(db.reads, workspace.id);
    const balanced = findings.length === 0;
    const size = sizeOf(counts);
    const { say } = speakTo();
    printer.say(
      balanced
        ? `The books balance: ${size}.`
        : `The books do not balance: ${countOf(findings.length, 'finding')} in ${size}.`,
    );
    for (const what of new Set(findings.map((finding) => finding.what))) {
      printer.say();
      printer.say(`Broken: ${say(`book_rule.${what}`)}`);
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
