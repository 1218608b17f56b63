/** What two ways of doing the same took, turn by turn, so that a machine that slows down slows both. */
export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  /** Median of the ratios ours / theirs. */
  readonly ratio: number;
  readonly runs: number;
}

const WARM_UP = 20;

/** Times both, one after the other, `runs` times after a warm-up. Milliseconds, medians. */
export async function compare(
  runs: number,
  ours: () => Promise<void>,
  theirs: () => Promise<void>,
): Promise<Comparison> {
  for (let run = 0; run < WARM_UP; run++) {
    await ours();
    await theirs();
  }
  const times: { ours: number; theirs: number }[] = [];
  for (let run = 0; run < runs; run++) times.push({ ours: await time(ours), theirs: await time(theirs) });
  return {
    ours: median(times.map((pair) => pair.ours)),
    theirs: median(times.map((pair) => pair.theirs)),
    ratio: median(times.map((pair) => pair.ours / pair.theirs)),
    runs,
  };
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
