import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import './menu.css';

export interface MenuChoice {
  key: string;
  content: ReactNode;
  isChosen?: boolean;
  choose(): void;
}

interface MenuProps {
  /** Where what stands on the button does not say it. */
  label?: string;
  className: string;
  choices: MenuChoice[];
  children: ReactNode;
  /** Stands above its choices. */
  title?: string;
  tabIndex?: number;
  tour?: string;
}

/** A button that opens a list of things to do: arrows move, Escape and a click elsewhere close, the button gets focus back. */
export function Menu({ label, className, choices, children, title, tabIndex, tour }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is moved once, when the menu opens
  useEffect(() => {
    if (!isOpen) return;
    const items = frame.current?.querySelectorAll<HTMLElement>('[role^=menuitem]');
    const chosen = choices.findIndex((it) => it.isChosen);
    items?.[Math.max(chosen, 0)]?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    addEventListener('pointerdown', closeOutside);
    return () => removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const moveOn = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const items = [...(frame.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = items.findIndex((it) => it.matches(':focus'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items[next % items.length]?.focus();
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (event.key === 'Tab') setOpen(false);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the button and the items
    <div className="menu" ref={frame} onKeyDown={moveOn}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        tabIndex={tabIndex}
        data-tour={tour}
        {...(isOpen ? { 'aria-controls': listId } : {})}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <div className="menu-list" role="menu" id={listId} aria-label={title ?? label}>
          {title && (
            <p className="menu-title" role="presentation">
              {title}
            </p>
          )}
          {choices.map((choice) => (
            <button
              key={choice.key}
              type="button"
              tabIndex={-1}
              role={choice.isChosen === undefined ? 'menuitem' : 'menuitemradio'}
              {...(choice.isChosen === undefined ? {} : { 'aria-checked': choice.isChosen })}
              onClick={() => {
                close();
                choice.choose();
              }}
            >
              {choice.content}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
