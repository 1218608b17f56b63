import { type Json, listIn, textIn } from '../../json.js';
import { RichText } from './rich-text.js';

/** The first row heads the columns, as in Slack. */
export function TableBlock({ block }: { block: Json }) {
  const [head = [], ...rows] = (Array.isArray(block.rows) ? block.rows : []).map(listIn);
  const columns = listIn(block.column_settings);
  const cells = (row: Json[], Cell: 'td' | 'th') =>
    row.map((cell, index) => {
      const { align, is_wrapped: isWrapped } = columns[index] ?? {};
      return (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is where it stands
          key={index}
          {...(Cell === 'th' ? { scope: 'col' } : {})}
          data-align={textIn(align) || 'left'}
          data-wrapped={isWrapped === true}
        >
          {cell.type === 'rich_text' ? <RichText block={cell} /> : textIn(cell.text)}
        </Cell>
      );
    });
  return (
    // Wider than the message, it scrolls: the keyboard must get there too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-frame" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>{cells(head, 'th')}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is where it stands
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
