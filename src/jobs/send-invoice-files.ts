import { canStillChange, type InvoiceStatus } from '../domain/invoice.js';
import { messageKeys } from '../services/message-keys.js';
import { noteMended, noteMessage, readMessage } from '../services/message-ledger.js';
import { owe } from '../services/owe.js';
import { readInvoiceHead } from '../services/read-invoice-file.js';
import { isChannelRefusal, isFileRefusal, readCallFailure, refusalCode } from '../slack/errors.js';
import { findSharedFiles } from '../slack/find-shared-files.js';
import { shareFiles, type UploadedFile, uploadFile } from '../slack/upload-files.js';
import type { MessageContent } from '../views/blocks.js';
import {
  buildFilesComment,
  buildFilesHere,
  buildFilesTrouble,
  buildVoidFilesNote,
  type FilesTrouble,
} from '../views/invoice-files-note.js';
import type { JobContext, JobHandler } from './context.js';
import { type InvoiceFiles, makeInvoiceFiles } from './make-invoice-files.js';
import { ChannelRefused, showMessage } from './show-message.js';

type Stage = 'review' | 'final';

/** The reply that the files are, under the invoice's message. */
interface Place {
  readonly workspaceId: string;
  readonly invoiceId: string;
  readonly number: string;
  readonly channel: string;
  readonly threadTs: string;
  readonly stage: Stage;
  readonly key: string;
}

/** How soon it is seen that files are allowed now. */
const REFUSED_RETRY_MS = 3_600_000;

/**
 * Puts the invoice's files in its thread, once as it was cut and once as it is final; what changes in review sends
 * nothing. Without a message there is no thread: the job is owed again once there is one.
 */
export const sendInvoiceFiles: JobHandler<'send-invoice-files'> = async ({ workspaceId, invoiceId }, context) => {
  const message = await readMessage(context, workspaceId, messageKeys.invoice(invoiceId));
  const invoice = await readInvoiceHead(context, workspaceId, invoiceId);
  if (invoice?.status === 'void') return warnOfVoid(context, { workspaceId, invoiceId, number: invoice.number });
  const stage = stageOf(invoice?.status);
  if (!invoice || !stage || message?.state !== 'posted' || !message.ts) return;
  const { channel, ts: threadTs } = message;
  const key = messageKeys.invoiceFiles(invoiceId, threadTs, stage);
  const { number } = invoice;
  const place: Place = { workspaceId, invoiceId, number, channel, threadTs, stage, key };
  const known = await readMessage(context, workspaceId, key);
  if (known?.state === 'unknown') return;
  if (known?.state === 'posted') return takeTroubleBack(context, place);
  if (known?.state === 'posting' && (await isSettled(context, place, known.shown ?? '')))
    return takeTroubleBack(context, place);

  const made = await makeInvoiceFiles(context, workspaceId, invoiceId);
  // It was finalised meanwhile, which owes this job once more.
  if (!made || stageOf(made.document.sheet.status) !== stage) return;
  try {
    await send(context, place, made);
  } catch (error) {
    const code = refusalCode(error);
    if (!isFileRefusal(code)) throw isChannelRefusal(code) ? new ChannelRefused(workspaceId, channel, code) : error;
    await sayTrouble(context, place, { kind: 'refused', code });
    await owe(context, { name: 'send-invoice-files', payload: { workspaceId, invoiceId } }, { inMs: REFUSED_RETRY_MS });
    return;
  }
  await takeTroubleBack(context, place);
};

function stageOf(status: InvoiceStatus | undefined): Stage | undefined {
  if (!status || status === 'void') return undefined;
  return canStillChange(status) ? 'review' : 'final';
}

async function send(
  context: JobContext,
  place: Place,
  { document, payouts, files, notPrinted }: InvoiceFiles,
): Promise<void> {
  if (notPrinted) context.logger.error({ err: notPrinted, invoice: place.number }, 'invoice not printed');
  const client = context.slackOf(place.workspaceId);
  // Uploaded and not shared they are nobody's: only sharing them must not happen twice.
  const [first, ...rest] = files;
  const uploaded: [UploadedFile, ...UploadedFile[]] = [await uploadFile(client, first)];
  for (const file of rest) uploaded.push(await uploadFile(client, file));
  await context.pace(place.channel);
  // Printing and uploading take a while: what was voided or paid meanwhile has no payout file.
  const now = await readInvoiceHead(context, place.workspaceId, place.invoiceId);
  if (now?.status !== document.sheet.status) return;
  const shown = uploaded.map(({ id }) => id).join(',');
  await note(context, place, { state: 'posting', shown });
  try {
    await shareFiles(client, uploaded, { ...place, comment: buildFilesComment(document, payouts, !notPrinted) });
  } catch (error) {
    const failure = readCallFailure(error);
    if (failure && failure.kind !== 'unclear') await note(context, place, { state: 'failed', problem: failure.kind });
    throw error;
  }
  await note(context, place, { state: 'posted', shown });
  await noteMended(context, place.workspaceId, place.channel);
}

/** A payout file that is in the thread already must not be used any more. */
async function warnOfVoid(
  context: JobContext,
  { workspaceId, invoiceId, number }: Pick<Place, 'workspaceId' | 'invoiceId' | 'number'>,
): Promise<void> {
  const message = await readMessage(context, workspaceId, messageKeys.invoice(invoiceId));
  if (message?.state !== 'posted' || !message.ts) return;
  const { channel, ts: threadTs } = message;
  const sent = await readMessage(context, workspaceId, messageKeys.invoiceFiles(invoiceId, threadTs, 'final'));
  if (!sent) return;
  await showNote(context, { workspaceId, invoiceId, channel, threadTs }, 'void', buildVoidFilesNote(number));
}

/** What became of files whose sharing nobody saw the end of. True: nothing is to be sent. */
async function isSettled(context: JobContext, place: Place, shown: string): Promise<boolean> {
  const search = await findSharedFiles(context.slackOf(place.workspaceId), place, shown.split(','));
  if (search === 'not_there') return false;
  if (search !== 'cannot_look') {
    await note(context, place, { state: 'posted', shown, ts: search.found });
    return true;
  }
  await sayTrouble(context, place, { kind: 'unclear' });
  await note(context, place, { state: 'unknown', shown });
  return true;
}

function sayTrouble(context: JobContext, place: Place, trouble: FilesTrouble): Promise<void> {
  const about = trouble.kind === 'refused' ? 'refused' : place.stage;
  return showNote(context, place, about, buildFilesTrouble(place, trouble));
}

/** Files that came after all: where the thread says that they cannot, it says that they did. */
async function takeTroubleBack(context: JobContext, place: Place): Promise<void> {
  const { workspaceId, invoiceId, threadTs, key } = place;
  const files = await readMessage(context, workspaceId, key);
  const trouble = await readMessage(context, workspaceId, messageKeys.invoiceFilesNote(invoiceId, threadTs, 'refused'));
  if (files?.state !== 'posted' || !trouble || trouble.state === 'failed') return;
  await showNote(context, place, 'refused', buildFilesHere());
}

async function showNote(
  context: JobContext,
  { workspaceId, invoiceId, channel, threadTs }: Omit<Place, 'number' | 'stage' | 'key'>,
  about: Parameters<typeof messageKeys.invoiceFilesNote>[2],
  content: MessageContent,
): Promise<void> {
  const key = messageKeys.invoiceFilesNote(invoiceId, threadTs, about);
  await showMessage(context, { workspaceId, invoiceId, channel, threadTs, key, content });
}

function note(
  context: JobContext,
  { workspaceId, invoiceId, channel, key }: Place,
  now: Pick<Parameters<typeof noteMessage>[1], 'state' | 'shown' | 'ts' | 'problem'>,
): Promise<void> {
  return noteMessage(context, { workspaceId, invoiceId, channel, key, ...now });
}
