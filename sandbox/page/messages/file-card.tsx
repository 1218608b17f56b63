import { useState } from 'react';
import type { ShownFile } from '../../screen/screen.js';
import { Icon } from '../icon.js';
import { FileDialog } from './file-dialog.js';
import './file-card.css';

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function typeOf({ mimetype, name }: ShownFile): string {
  const known: Record<string, string> = { 'text/csv': 'CSV', 'application/pdf': 'PDF', 'application/json': 'JSON' };
  return known[mimetype] ?? name.split('.').at(-1)?.toUpperCase() ?? mimetype;
}

export function FileCard({ file }: { file: ShownFile }) {
  const [isOpen, setOpen] = useState(false);
  if (file.mimetype.startsWith('image/'))
    return (
      <a className="file-image" href={file.url} target="_blank" rel="noreferrer">
        <img src={file.url} alt={file.altText || file.title || file.name} />
      </a>
    );
  const isTable = typeOf(file) === 'CSV';
  return (
    <>
      <button type="button" className="file-card" onClick={() => setOpen(true)}>
        <span className={isTable ? 'file-mark table' : 'file-mark'}>
          <Icon name={isTable ? 'table' : 'file'} />
        </span>
        <span>
          <strong>{file.title || file.name}</strong>
          <small>
            {typeOf(file)} · {sizeOf(file.size)}
          </small>
        </span>
      </button>
      {isOpen && <FileDialog file={file} kind={typeOf(file)} close={() => setOpen(false)} />}
    </>
  );
}
