import type { KnownBlock } from '@slack/types';
import type { HomeCreated, HomeEarnings, HomeInvoices, HomeQueue } from '../../domain/home-parts.js';
import type { Reader } from '../../domain/reader.js';
import { context, factLines, header, type Line, type MessageContent, plain, sayLines, words } from '../blocks.js';
import { speakTo } from '../speak.js';
import { createdLine, createdRowLines } from './created.js';
import { earningsLines, earningsTitle, earningWords } from './earnings.js';
import { openInvoiceLines } from './invoices.js';
import { queueLines, queueRowLines } from './queue.js';

const ROWS = 5;
const EARNED = 3;

/** `/reward queue` */
export function buildQueueAnswer(queue: HomeQueue, reader?: Reader): MessageContent {
  const rows = queue.page.rows.slice(0, ROWS).map((row) => queueRowLines(row, reader));
  const title = speakTo(reader).say('queue.title');
  return answer([{ title, paragraphs: [queueLines(queue, reader), ...rows] }], reader);
}

/** `/reward mine`: what they created, what their partners earned, or both. */
export function buildMineAnswer(
  {
    created,
    earnings,
  }: {
    created?: HomeCreated | undefined;
    earnings?: HomeEarnings | undefined;
  },
  reader?: Reader,
): MessageContent {
  const ofCreated = created && {
    title: speakTo(reader).say('created.title'),
    paragraphs: [
      [createdLine(created, reader)],
      ...created.page.rows.slice(0, ROWS).map((row) => createdRowLines(row, reader)),
    ],
  };
  const ofPartners = (earnings?.page.rows ?? []).map((partner) => ({
    title: earningsTitle(partner, reader),
    paragraphs: [
      earningsLines(partner, reader),
      ...partner.page.rows.slice(0, EARNED).map(({ view }) =>
        earningWords(view, reader)
          .split('\n')
          .map((line): Line => [words(line)]),
      ),
    ],
  }));
  return answer([...(ofCreated ? [ofCreated] : []), ...ofPartners], reader);
}

/** `/reward invoice` */
export function buildInvoiceAnswer(invoices: HomeInvoices, reader?: Reader): MessageContent {
  const title = speakTo(reader).say('open_invoices.title');
  return answer([{ title, paragraphs: [openInvoiceLines(invoices, reader)] }], reader);
}

interface Chapter {
  readonly title: string;
  readonly paragraphs: readonly (readonly Line[])[];
}

function answer(chapters: readonly Chapter[], reader: Reader | undefined): MessageContent {
  const more = speakTo(reader).say('home.more_in_home');
  const blocks = chapters.flatMap(({ title, paragraphs }): KnownBlock[] => [
    header(title),
    ...paragraphs.flatMap((lines) => factLines(...lines)),
  ]);
  const said = chapters.flatMap(({ title, paragraphs }): Line[] => [[words(title)], ...paragraphs.flat()]);
  return { text: sayLines([...said, [words(more)]]), blocks: [...blocks, context(plain(more))] };
}
