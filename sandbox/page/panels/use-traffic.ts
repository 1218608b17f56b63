import { useEffect, useRef, useState } from 'react';
import { useActing } from '../acting.js';
import { ask } from '../server.js';
import type { TrafficEntry } from './traffic-entry.js';

const KEPT = 2_000;
/** Answers come later: as many entries back are asked for again, if one of them has none yet. */
const LOOKED_BACK = 60;

function beforeFirstOpen(entries: TrafficEntry[]): number {
  const recent = entries.slice(-LOOKED_BACK);
  const open = recent.find((it) => it.ms === undefined);
  return (open?.number ?? (recent.at(-1)?.number ?? 0) + 1) - 1;
}

/** Every request and answer, oldest first, as they come; paused, those until then. */
export function useTraffic(isPaused: boolean): TrafficEntry[] {
  const { screen } = useActing();
  const [entries, setEntries] = useState<TrafficEntry[]>([]);
  const state = useRef({ entries, isBusy: false, isStale: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new screen means that something changed
  useEffect(() => {
    const mine = state.current;
    mine.isStale = true;
    if (isPaused || mine.isBusy) return;
    const follow = async () => {
      mine.isBusy = true;
      while (mine.isStale) {
        mine.isStale = false;
        const after = beforeFirstOpen(mine.entries);
        const answer = await ask(`traffic?after=${after}&last=${KEPT}`).catch(() => undefined);
        if (!answer) break;
        const { entries: news } = answer as { entries: TrafficEntry[] };
        if (news.length === 0) continue;
        mine.entries = [...mine.entries.filter((it) => it.number <= after), ...news].slice(-KEPT);
        setEntries(mine.entries);
      }
      mine.isBusy = false;
    };
    void follow();
  }, [screen, isPaused]);
  return entries;
}
