import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Words in a source file that somebody may read, with the line they stand in: what belongs into the catalogue. */
export function findWords(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isForNobody(node)) return;
    if (isText(node) && readsAsWords(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${path}:${line + 1}: ${node.text.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isText = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);

/** Imports, types and names of members are read by nobody, and what is thrown as a bug only by its reference. */
function isForNobody(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  return ts.isNewExpression(node) && /Error$/.test(node.expression.getText());
}

// Two words beside each other, a word with a capital, or a word at the edge of something that is filled in.
const WORDS = /\p{L}{2,}[,.:;?!…]? +\p{L}|^[\s✓⚠·]*\p{Lu}\p{Ll}|\p{L}{2,} $|^ \p{L}{2,}|\p{L}[….:?!]$/u;
/** Not language: SPEC's status words, the beginnings of names and ids of which the rest is filled in, patterns of days. */
const NO_LANGUAGE = [
  /^(New|Approved|Declined|Hold|Paid| UTC)$/,
  /^[a-z_]+(\.[a-zA-Z_0-9-]+)*\.$/,
  /^[a-z-]+:$/,
  /^[dMyHm ,:]+$/,
];

function readsAsWords(text: string): boolean {
  return WORDS.test(text) && !NO_LANGUAGE.some((pattern) => pattern.test(text));
}

/** The names of sentences that a source file may say, as patterns: part of a name may be known only then. */
export function findSaid(path: string): RegExp[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const words: string[] = [];
  const templates: string[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^[a-zA-Z_0-9.-]+$/.test(node.text)) words.push(literally(node.text));
    if (ts.isTemplateExpression(node))
      templates.push([node.head, ...node.templateSpans.map((it) => it.literal)].map((it) => literally(it.text)));
    ts.forEachChild(node, visit);
  };
  visit(source);
  // A name that begins with what is filled in begins with a word of the same file.
  const begun = templates.map(([head, ...rest]) => [head || `(${words.join('|')})`, ...rest].join('.*'));
  return [...words, ...begun.map((pattern) => pattern.replace(').*', ')'))].map(
    (pattern) => new RegExp(`^${pattern}$`),
  );
}

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
