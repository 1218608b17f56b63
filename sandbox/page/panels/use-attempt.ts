import { useState } from 'react';

interface Attempt {
  isBusy: boolean;
  /** Why the last one failed. */
  trouble: string | undefined;
  attempt(work: () => Promise<unknown>): Promise<void>;
}

/** Something asked of the sandbox, and what came of it. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await work();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, trouble, attempt };
}
