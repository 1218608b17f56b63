import { useCallback, useEffect, useRef, useState } from 'react';
import type { Screen } from '../screen/screen.js';
import { followChanges } from './follow-changes.js';
import { keepUnchanged } from './keep-unchanged.js';
import { fetchScreen, Refused } from './server.js';

interface Seen {
  me: string;
  screen?: Screen;
  /** Why there is nothing to see. */
  refusal?: string;
}

export interface Connection {
  screen?: Screen;
  refusal?: string;
  /** The sandbox does not answer. */
  isGone: boolean;
  /** Resolves once what is true now is on the screen. */
  refresh(): Promise<void>;
}

/** What this person sees, kept true: one fetch at a time, and one more if anything changed meanwhile. */
export function useScreen(me: string): Connection {
  const [seen, setSeen] = useState<Seen>({ me });
  const [isGone, setGone] = useState(false);
  const current = useRef({ me, isStale: false, running: undefined as Promise<void> | undefined });

  const refresh = useCallback((): Promise<void> => {
    const mine = current.current;
    const load = async (): Promise<void> => {
      while (mine.isStale) {
        mine.isStale = false;
        try {
          const screen = await fetchScreen(mine.me);
          if (current.current !== mine) return;
          setSeen((before) => ({
            me: mine.me,
            screen: keepUnchanged(before.me === mine.me ? before.screen : undefined, screen),
          }));
        } catch (error) {
          if (error instanceof Refused && current.current === mine) setSeen({ me: mine.me, refusal: error.message });
        }
      }
      mine.running = undefined;
    };
    mine.isStale = true;
    mine.running ??= load();
    return mine.running;
  }, []);

  useEffect(() => {
    current.current = { me, isStale: false, running: undefined };
    return followChanges(refresh, setGone);
  }, [me, refresh]);

  const { screen, refusal } = seen.me === me ? seen : {};
  return { ...(screen ? { screen } : {}), ...(refusal ? { refusal } : {}), isGone, refresh };
}
