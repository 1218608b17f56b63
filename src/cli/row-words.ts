import type { RowProblem } from '../domain/import-row.js';

/** Why a row was skipped, for the report: what stands after the row's number. */
export function rowProblemWords(problem: RowProblem): string {
  switch (problem.code) {
    case 'too_many_cells':
      return 'has more cells than there are columns; put a value with the separator in it in quotation marks';
    case 'missing':
      return problem.of === 'row'
        ? `has no ${problem.column}`
        : `has no ${problem.column}, which a ${problem.of} needs`;
    case 'too_long':
      return `has a ${problem.column} of more than ${problem.most} characters`;
    case 'control_character':
      return `has a character in ${problem.column} that cannot be seen`;
    case 'not_an_email':
      return 'has an email that is none: name@example.com';
    case 'not_a_slack_user':
      return 'has a slack_user_id that is none: U0123456789';
    case 'repeated':
      return `is about the same as row ${problem.row}`;
    case 'no_identity':
      return 'has neither a customer_key nor an email';
    case 'partner_unknown':
      return `names a partner that does not exist: ${problem.partnerKey}`;
    case 'email_of_several':
      return 'has the email of several customers of this partner; give the customer_key';
  }
}
