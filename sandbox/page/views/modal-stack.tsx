import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useActing } from '../acting.js';
import { ModalView } from './modal-view.js';
import './views.css';

/** The open modals in one dialog: the top one is seen, those below keep what was typed in them. */
export function ModalStack() {
  const { screen, act } = useActing();
  const dialog = useRef<HTMLDialogElement>(null);
  const { modals } = screen;
  const top = modals.at(-1);
  const isOpen = top !== undefined;

  // Before the views' own effects, which move the focus into the open dialog.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!isOpen || !shown) return;
    shown.showModal();
    // Closed rather than only emptied, it gives the focus back.
    return () => shown.close();
  }, [isOpen]);

  const close = () => {
    if (top) void act({ do: 'close', view: top.id, everything: false });
  };
  // The browser would close the dialog by itself; only the workspace closes a view.
  const keepOpen = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={top ? titleId(top.id) : undefined}
      onCancel={(event) => event.preventDefault()}
      onKeyDownCapture={keepOpen}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      {modals.map((view, depth) => (
        <ModalView key={view.id} view={view} titleId={titleId(view.id)} isTop={view === top} isStacked={depth > 0} />
      ))}
    </dialog>
  );
}

const titleId = (viewId: string) => `modal-title-${viewId}`;
