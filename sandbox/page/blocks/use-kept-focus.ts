import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

interface KeptFocus {
  ref: RefObject<HTMLDivElement | null>;
  onFocus(event: FocusEvent): void;
  onBlur(): void;
}

/** Whoever pressed what is gone now stays with the message: the focus goes to it, and not to the top of the page. */
export function useKeptFocus(version: string): KeptFocus {
  const ref = useRef<HTMLDivElement>(null);
  const focused = useRef<Element>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version may have taken the focused control away
  useLayoutEffect(() => {
    // Taken away, an element does not tell React that it lost the focus.
    if (!focused.current || focused.current.isConnected) return;
    focused.current = undefined;
    ref.current?.closest('article')?.focus();
  }, [version]);
  return {
    ref,
    onFocus: ({ target }) => {
      focused.current = target;
    },
    onBlur: () => {
      focused.current = undefined;
    },
  };
}
