import { useEffect, useState } from 'react';
import type { ShownClock } from '../../screen/screen.js';

/** The sandbox's time, ticking on from when it was last told. */
export function useClock({ now, isMoving }: ShownClock, everyMs: number): number {
  const [told, setTold] = useState({ now, at: performance.now() });
  const [, tick] = useState(0);
  if (told.now !== now) setTold({ now, at: performance.now() });
  useEffect(() => {
    if (isMoving) return;
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isMoving]);
  return isMoving ? now : told.now + performance.now() - told.at;
}
