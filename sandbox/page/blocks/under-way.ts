import { useRef, useState } from 'react';
import type { Outcome } from '../../screen/acts.js';

export interface UnderWay {
  isBusy: boolean;
  /** How the last act ended, if not well. */
  trouble: Outcome | undefined;
  /** Follows an act to its end. Only the newest counts. */
  follow(act: Promise<Outcome | undefined>): Promise<Outcome | undefined>;
}

export function useUnderWay(): UnderWay {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Outcome>();
  const newest = useRef<Promise<Outcome | undefined>>(undefined);
  const follow = async (act: Promise<Outcome | undefined>) => {
    newest.current = act;
    setBusy(true);
    setTrouble(undefined);
    const outcome = await act;
    if (newest.current === act) {
      setBusy(false);
      setTrouble(outcome && outcome.status !== 'ok' ? outcome : undefined);
    }
    return outcome;
  };
  return { isBusy, trouble, follow };
}
