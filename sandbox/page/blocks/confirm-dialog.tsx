import { useId, useLayoutEffect, useRef } from 'react';
import { type Json, textOf } from '../../json.js';
import { TextObject } from './text-object.js';
import './confirm-dialog.css';

export interface ConfirmDialogProps {
  question: Json;
  onAnswer(agreed: boolean): void;
}

export function ConfirmDialog({ question, onAnswer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed rather than only taken away, it gives the focus back.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onAnswer(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onAnswer(false);
      }}
    >
      <h2 id={`${id}-title`}>{textOf(question.title) || 'Are you sure?'}</h2>
      <div id={`${id}-text`} className="confirm-text">
        <TextObject text={question.text} />
      </div>
      <div className="confirm-buttons">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {textOf(question.deny) || 'Cancel'}
        </button>
        <button
          type="button"
          className={question.style === 'danger' ? 'button danger' : 'button primary'}
          onClick={() => onAnswer(true)}
        >
          {textOf(question.confirm) || 'OK'}
        </button>
      </div>
    </dialog>
  );
}
