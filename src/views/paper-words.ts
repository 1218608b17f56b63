import type { PaperWords } from '../domain/invoice-document.js';
import type { Reader } from '../domain/reader.js';
import { speakTo } from './speak.js';

/** What is printed on an invoice's paper around what it holds. */
export function buildPaperWords(reader?: Reader): PaperWords {
  const { say } = speakTo(reader);
  return {
    invoice: say('paper_word.invoice'),
    pageOf: say('paper_word.page_of', { page: '{page}', pages: '{pages}' }),
    subtotal: say('paper_word.subtotal'),
    total: say('paper_word.total'),
    lineColumns: [
      say('paper_column.reward'),
      say('paper_column.created'),
      say('paper_column.description'),
      say('paper_column.customer'),
      say('paper_column.amount'),
    ],
    summaryColumns: [
      say('paper_column.partner'),
      say('paper_column.partner_key'),
      say('paper_column.rewards'),
      say('paper_column.amount'),
    ],
  };
}
