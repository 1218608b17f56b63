import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInvoiceFileMaker, type InvoiceFile } from '../connectors/invoice-files.js';
import type { InvoiceStatus } from '../domain/invoice.js';
import { type FileFormat, mayPayOut } from '../domain/invoice-document.js';
import { lookUpInvoice, readInvoiceFile } from '../services/read-invoice-file.js';
import { buildInvoicePaper } from '../views/invoice-paper.js';
import { speakTo } from '../views/speak.js';
import { countOf } from './count-of.js';
import { CommandFailure, EXIT, type ExitCode } from './exit-code.js';
import type { Printer } from './printer.js';
import { inWorkspace, type Session, type SessionOptions } from './session.js';

export interface ExportRun {
  readonly format: FileFormat;
  readonly out?: string | undefined;
}

/**
 * Writes a file of an invoice: to the file that is named; else to standard output, unless somebody sits there; else to a
 * file named for the invoice, which must not exist.
 */
export async function exportInvoice(
  options: SessionOptions,
  number: string,
  { format, out }: ExportRun,
): Promise<ExitCode> {
  const { printer } = options;
  return inWorkspace(options, async (session) => {
    const made = await makeFile(session, number, format, printer);
    if (out === undefined && printer.file(made.bytes)) return EXIT.done;
    const file = path.resolve(out ?? made.name);
    await writeNewFile(file, made.bytes, out !== undefined);
    printer.say(`Wrote ${file}.`);
    printer.json({ workspace: session.workspace.id, invoice: made.number, format, file, bytes: made.bytes.length });
    return EXIT.done;
  });
}

interface MadeFile extends InvoiceFile {
  readonly number: string;
}

async function makeFile(session: Session, asked: string, format: FileFormat, printer: Printer): Promise<MadeFile> {
  const workspaceId = session.workspace.id;
  const looked = await lookUpInvoice(session, workspaceId, asked);
  if ('latest' in looked) throw new CommandFailure(unknownNumber(asked, looked.latest));
  const { id, number, status } = looked.found;
  if (format === 'payouts' && !mayPayOut(status)) throw new CommandFailure(`${number} ${NO_PAYOUTS[status]}`);

  const { take, make } = createInvoiceFileMaker([format], buildInvoicePaper);
  const read = await readInvoiceFile(session, workspaceId, id, take);
  if (!read) throw new CommandFailure(unknownNumber(asked, []));
  // It may have been paid or voided since it was looked up.
  const { status: now } = read.document.sheet;
  if (format === 'payouts' && !mayPayOut(now)) throw new CommandFailure(`${number} ${NO_PAYOUTS[now]}`);
  const unknown = read.payouts.filter(({ email }) => !email).length;
  if (format === 'payouts' && unknown > 0)
    printer.warn(`Warning: ${countOf(unknown, 'partner')} in it ${unknown === 1 ? 'has' : 'have'} no e-mail.`);
  return { number, ...(await make(format, read)) };
}

function unknownNumber(asked: string, latest: readonly string[]): string {
  const known = latest.length > 0 ? `The latest: ${speakTo().and(latest)}.` : 'There is none yet.';
  return `There is no invoice ${asked} in this workspace. ${known}`;
}

const NO_PAYOUTS: Readonly<Record<InvoiceStatus, string>> = {
  in_review: 'is in review: its lines may still change. There is a payout file once it is final.',
  paused: 'is paused: its lines may still change. There is a payout file once it is final.',
  paid: 'is paid: a second payout file could pay it twice. --format csv has its lines.',
  void: 'is void: nothing is paid with it.',
  finalised: '',
  failed: '',
};

async function writeNewFile(file: string, bytes: Buffer, mayReplace: boolean): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: mayReplace ? 'w' : 'wx' });
  } catch (error) {
    // By code: an error of Node's own is no instance of this realm's Error everywhere.
    const why = CANNOT_WRITE[String(Object(error).code)];
    if (!why) throw error;
    throw new CommandFailure(`${file} ${why}`, EXIT.failed, { cause: error });
  }
}

const CANNOT_WRITE: Readonly<Record<string, string>> = {
  EEXIST: 'exists already. Name the file with --out to replace it.',
  EACCES: 'may not be written by this user.',
  EPERM: 'may not be written by this user.',
  EROFS: 'may not be written here.',
  EISDIR: 'is a folder. Name a file in it.',
  ENOENT: 'is in a folder that does not exist.',
  ENOTDIR: 'is in a folder that does not exist.',
  ENOSPC: 'does not fit on the disk.',
};
