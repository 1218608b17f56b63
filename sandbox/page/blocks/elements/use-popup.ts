import { type RefObject, useLayoutEffect, useRef } from 'react';

const GAP = 4;
const MAX_HEIGHT = 300;

/**
 * Shows an element in the top layer, below `frame` or above where there is more room, and keeps it there while it is
 * open. In the top layer no dialog that scrolls can cut it.
 */
export function usePopup(isOpen: boolean, frame: RefObject<HTMLElement | null>): RefObject<HTMLDivElement | null> {
  const popup = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = popup.current;
    if (!isOpen || !shown) return;
    shown.showPopover();
    const place = () => {
      if (frame.current) placeBeside(shown, frame.current.getBoundingClientRect());
    };
    place();
    const resized = new ResizeObserver(place);
    if (frame.current) resized.observe(frame.current);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      resized.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
      if (shown.isConnected) shown.hidePopover();
    };
  }, [isOpen, frame]);
  return popup;
}

function placeBeside(popup: HTMLElement, { top, bottom, left, width }: DOMRect): void {
  const below = innerHeight - bottom - 2 * GAP;
  const isAbove = below < Math.min(MAX_HEIGHT, 180) && top > below;
  const room = Math.min(MAX_HEIGHT, (isAbove ? top : below + 2 * GAP) - 2 * GAP);
  Object.assign(popup.style, {
    left: `${left}px`,
    minWidth: `${width}px`,
    maxWidth: `${Math.max(width, Math.min(360, innerWidth - left - GAP))}px`,
    maxHeight: `${room}px`,
    top: isAbove ? 'auto' : `${bottom + GAP}px`,
    bottom: isAbove ? `${innerHeight - top + GAP}px` : 'auto',
  });
}
