/** Counts the work that whoever stops waits for: what goes on after Slack was answered, and jobs. */
export interface InFlight {
  track(work: Promise<void>): Promise<void>;
  /** Resolves when nothing is going on. */
  idle(): Promise<void>;
}

export function createInFlight(): InFlight {
  const working = new Set<Promise<void>>();
  return {
    async track(work) {
      working.add(work);
      try {
        await work;
      } finally {
        working.delete(work);
      }
    },
    async idle() {
      while (working.size > 0) await Promise.allSettled(working);
    },
  };
}
