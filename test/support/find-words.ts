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
  const found: RegExp[] = [];
  const add = (parts: readonly string[]) => {
    if (/^[a-z_]+\./.test(parts[0] ?? ''))
      found.push(new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('.+')}$`));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) add([node.text]);
    if (ts.isTemplateExpression(node)) add([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
