import { describe, expect, test } from '@jest/globals';
import { INVOICE_STATUSES } from '../../src/domain/invoice.js';
import { buildFilesComment, buildFilesHere, buildFilesTrouble } from '../../src/views/invoice-files-note.js';
import { sampleInvoice } from '../connectors/invoice-sample.js';
import { expectShown } from './expectations.js';

describe('the sentence above the files of an invoice', () => {
  test.each(INVOICE_STATUSES)('says what they are: %s', (status) => {
    const { document, payouts } = sampleInvoice(
      [{ partner: '<!channel> *x*', minor: 1n, description: '@here' }],
      status,
    );
    const comment = buildFilesComment(document, payouts, true);
    expect(comment).not.toMatch(/[<>*@]/);
    expect(comment).toMatchSnapshot();
  });
});

describe('where the files cannot come', () => {
  test('it says which scope is missing and how to add it', () =>
    expectShown(
      buildFilesTrouble({ number: 'INV-2026-0007', stage: 'review' }, { kind: 'refused', code: 'missing_scope' }),
    ));

  test("it says Slack's own word for another refusal", () =>
    expectShown(
      buildFilesTrouble(
        { number: 'INV-2026-0007', stage: 'final' },
        { kind: 'refused', code: 'file_uploads_disabled' },
      ),
    ));

  test('it says so no longer once they came', () => expectShown(buildFilesHere()));

  test('it says that nobody knows', () =>
    expectShown(buildFilesTrouble({ number: 'INV-2026-0007', stage: 'final' }, { kind: 'unclear' })));
});
