import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

// A process of its own, started by print-document.ts: a job on standard input, a PDF on standard output. It keeps
// seconds of work off the bot, and hands the memory that a long document takes back to the machine. Plain JavaScript, for
// to be compiled first would take longer than most invoices.

const { template, inputs, fonts, isTagged } = JSON.parse(await text(process.stdin));
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }] });
const compiled = compiler.compile({ mainFileContent: template, inputs });
// The template's own faults; what people typed is not in them.
if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no document'));
process.stdout.write(compiler.pdf(compiled.result, { pdfTags: isTagged }));
