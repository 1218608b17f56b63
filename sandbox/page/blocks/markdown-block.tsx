import { type Json, textIn } from '../../json.js';

const HEADING = /^#{1,6} +/;

/** Standard Markdown, nearly plain: headings stand out and lines break where they break. */
export function MarkdownBlock({ block }: { block: Json }) {
  return (
    <div className="markdown">
      {textIn(block.text)
        .split('\n')
        .map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: text does not move
          <p key={index}>{HEADING.test(line) ? <strong>{line.replace(HEADING, '')}</strong> : line}</p>
        ))}
    </div>
  );
}
