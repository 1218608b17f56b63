import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createOneAtATime } from './one-at-a-time.js';

/** What is to be printed: a Typst template, and the data it reads as `sys.inputs`. */
export interface PrintJob {
  readonly template: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Files. */
  readonly fonts: readonly string[];
  /** Tagged for screen readers; of long documents the tags are most of the file. */
  readonly isTagged: boolean;
}

/** Ten thousand lines take ten seconds. */
const PATIENCE_MS = 180_000;
const PRINTER = fileURLToPath(new URL('./print-typst.mjs', import.meta.url));

/** A document of ten thousand lines takes most of a gigabyte while it is printed: never two of them. */
const oneAtATime = createOneAtATime();

/** Prints a document as PDF, in a process of its own, once those before it are done. Throws where that fails or takes minutes. */
export function printDocument(job: PrintJob): Promise<Buffer> {
  return oneAtATime(() => print(job));
}

async function print(job: PrintJob): Promise<Buffer> {
  const child = spawn(process.execPath, [PRINTER], {
    stdio: 'pipe',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    // Nothing of the bot's own: no tokens, no address of the database.
    env: {},
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  // A child that died hears nothing; its end says why.
  child.stdin.on('error', () => undefined).end(JSON.stringify(job));
  const [code, pdf, complaint] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`printing ended with ${code ?? 'a signal'}: ${complaint.slice(-2_000)}`);
  return pdf;
}
