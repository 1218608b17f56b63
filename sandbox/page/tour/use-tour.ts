import { useCallback, useEffect, useState } from 'react';
import { objectIn } from '../../json.js';
import type { Screen } from '../../screen/screen.js';
import { readStored } from '../stored.js';
import { type Since, STEPS, type Step } from './steps.js';

const STORED = 'sandbox.tour';
/** Long enough to see that it worked. */
const PAUSE_MS = 1_200;
/** A card may come a little later than its form has closed. */
const PATIENCE_MS = 6_000;

interface Progress {
  at: number;
  since: Since;
}

export interface Tour {
  /** None: the tour is over, or was skipped. */
  step: Step | undefined;
  /** Whether those it is about are here. */
  isOffered: boolean;
  at: number;
  since: Since;
  isDone: boolean;
  start(): void;
  goOn(): void;
  skip(): void;
}

const OVER: Progress = { at: STEPS.length, since: { tour: 0, step: 0 } };

/** Where the tour stood when the page was last open. Nothing: it was never begun. */
function readProgress(): Progress | undefined {
  if (localStorage.getItem(STORED) === null) return undefined;
  const { at, since } = objectIn(readStored(STORED));
  const { tour, step } = objectIn(since);
  if (typeof at !== 'number' || typeof tour !== 'number' || typeof step !== 'number') return OVER;
  return { at, since: { tour, step } };
}

/** The tour, from the first visit on; each step goes on by itself once the screen shows that it is done. */
export function useTour(screen: Screen | undefined): Tour {
  const [progress, setProgress] = useState(readProgress);
  const now = screen?.clock.now ?? 0;
  const isOffered = STEPS.every(({ who }) => !who || screen?.people.some((it) => it.id === who));
  const isReady = screen !== undefined && isOffered && !screen.setup;

  const save = useCallback((next: Progress) => {
    localStorage.setItem(STORED, JSON.stringify(next));
    setProgress(next);
  }, []);
  const start = () => save({ at: 0, since: { tour: now, step: now } });
  const { at, since } = progress ?? OVER;
  const step = isReady ? STEPS[at] : undefined;
  const isDone = screen !== undefined && step?.isDone?.(screen, since) === true;
  const isLost = screen !== undefined && step?.isLost?.(screen, since) === true;
  const goTo = (next: number) => save({ at: next, since: { ...since, step: now } });
  const goOn = () => goTo(at + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once, when there is something to see
  useEffect(() => {
    if (isReady && progress === undefined) start();
  }, [isReady, progress]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock ticks on, and the pause is not begun again
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(goOn, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isDone, at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    if (!isLost) return;
    const timer = setTimeout(() => goTo(at - 1), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isLost, at]);

  return { step, at, since, isOffered, isDone, start, goOn, skip: () => save(OVER) };
}
