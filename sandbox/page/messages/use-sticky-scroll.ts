import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 60;

interface StickyScroll {
  frame: RefObject<HTMLElement | null>;
  list: RefObject<HTMLDivElement | null>;
  /** Something came in below what is seen. */
  isBelow: boolean;
  jump(): void;
}

/** Opens at the line of what is new, else at the end; stays at the end for as long as the reader is there. */
export function useStickyScroll(newest: number | undefined): StickyScroll {
  const frame = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const seen = useRef(newest);
  const [isBelow, setBelow] = useState(false);

  const jump = useCallback(() => {
    const element = frame.current;
    if (element) element.scrollTop = element.scrollHeight;
    setBelow(false);
  }, []);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const line = element.querySelector<HTMLElement>('.news-line');
    element.scrollTop = line ? line.offsetTop - element.clientHeight / 3 : element.scrollHeight;
    const note = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      if (isAtEnd.current) setBelow(false);
    };
    note();
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, []);

  useLayoutEffect(() => {
    if (seen.current === newest) return;
    seen.current = newest;
    if (isAtEnd.current) jump();
    else setBelow(true);
  }, [newest, jump]);

  // Pictures load and cards grow: the end moves.
  useEffect(() => {
    const follow = new ResizeObserver(() => {
      if (isAtEnd.current && frame.current) frame.current.scrollTop = frame.current.scrollHeight;
    });
    if (list.current) follow.observe(list.current);
    if (frame.current) follow.observe(frame.current);
    return () => follow.disconnect();
  }, []);

  return { frame, list, isBelow, jump };
}
