import { createContext, useContext } from 'react';
import type { Act, Outcome } from '../screen/acts.js';
import type { Screen } from '../screen/screen.js';

/** What every part of the page may use: what is seen, and what can be done. */
export interface Acting {
  screen: Screen;
  /** Never throws: trouble with the sandbox itself is an outcome too. */
  act(act: Act): Promise<Outcome>;
  /** Shows a conversation, or the thread of a message in it. */
  show(channel: string, threadTs?: string): void;
}

export const ActingContext = createContext<Acting | undefined>(undefined);

export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error('This part stands outside of the page.');
  return acting;
}
