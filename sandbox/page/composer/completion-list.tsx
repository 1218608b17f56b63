import type { Completion } from './completion.js';

interface CompletionListProps {
  id: string;
  offered: Completion[];
  /** The one that Enter takes. */
  at: number;
  take(completion: Completion): void;
}

/** The field keeps the focus; it says by `aria-activedescendant` which one is meant. */
export function CompletionList({ id, offered, at, take }: CompletionListProps) {
  return (
    <div className="completions" id={id} role="listbox" aria-label="Suggestions">
      {offered.map((it, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys
        <div
          key={it.key}
          id={`${id}-${index}`}
          className="completion"
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(it)}
        >
          <span>
            <strong>{it.label}</strong> {it.hint}
          </span>
          <small>{it.description}</small>
        </div>
      ))}
    </div>
  );
}
