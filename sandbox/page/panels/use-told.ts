import { useEffect, useRef, useState } from 'react';
import { useActing } from '../acting.js';
import { ask } from '../server.js';

/** What the sandbox answers at this address, asked again whenever anything changed; one question at a time. */
export function useTold<T>(path: string): T | undefined {
  const { screen } = useActing();
  const [told, setTold] = useState<T>();
  const asking = useRef({ isBusy: false, isStale: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen means that something changed
  useEffect(() => {
    const state = asking.current;
    state.isStale = true;
    if (state.isBusy) return;
    const follow = async () => {
      state.isBusy = true;
      while (state.isStale) {
        state.isStale = false;
        // Without an answer, what was told stays: the page says by itself that the sandbox is gone.
        await ask(path).then(
          (answer) => setTold(answer as T),
          () => undefined,
        );
      }
      state.isBusy = false;
    };
    void follow();
  }, [screen, path]);
  return told;
}
