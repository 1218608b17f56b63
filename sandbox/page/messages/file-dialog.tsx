import { useEffect, useRef, useState } from 'react';
import type { ShownFile } from '../../screen/screen.js';
import { Icon } from '../icon.js';
import { parseCsv } from './parse-csv.js';

interface FileDialogProps {
  file: ShownFile;
  kind: string;
  close(): void;
}

export function FileDialog({ file, kind, close }: FileDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="file-dialog" aria-label={file.name} onClose={close}>
      <header>
        <strong>{file.name}</strong>
        <a href={file.url} target="_blank" rel="noreferrer">
          Open in a new tab
        </a>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      {kind === 'PDF' ? (
        <iframe src={file.url} title={file.name} />
      ) : (
        <TextOfFile file={file} isTable={kind === 'CSV'} />
      )}
    </dialog>
  );
}

function TextOfFile({ file, isTable }: { file: ShownFile; isTable: boolean }) {
  const [text, setText] = useState<string>();
  useEffect(() => {
    fetch(file.url)
      .then((response) => response.text())
      .then(setText, () => setText('The file cannot be read.'));
  }, [file.url]);
  if (text === undefined) return <p className="file-text">Loading …</p>;
  if (!isTable)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      <pre className="file-text" tabIndex={0}>
        {text}
      </pre>
    );
  const [head = [], ...rows] = parseCsv(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="file-table" tabIndex={0} aria-label={`${rows.length} rows`}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns keep their places, and may share a name
              <th key={column} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file's rows keep their places, and may be alike
            <tr key={index}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} className={/^-?[\d.,]+$/.test(cell) ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
