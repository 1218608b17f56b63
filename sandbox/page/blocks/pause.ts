/** Does things after a pause, each replacing what waits under the same name. */
export interface Pause {
  /** Undefined if something newer took its place. */
  before<T>(name: string, thing: () => Promise<T>): Promise<T | undefined>;
  /** Forgets what waits under this name. */
  drop(name: string): void;
  /** Does at once whatever still waits. */
  end(): void;
}

export function createPause(ms: number): Pause {
  const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; run(): void; drop(): void }>();
  return {
    before: (name, thing) =>
      new Promise((resolve) => {
        waiting.get(name)?.drop();
        const leave = () => {
          clearTimeout(timer);
          waiting.delete(name);
        };
        const run = () => {
          leave();
          resolve(thing());
        };
        const drop = () => {
          leave();
          resolve(undefined);
        };
        const timer = setTimeout(run, ms);
        waiting.set(name, { timer, run, drop });
      }),
    drop: (name) => waiting.get(name)?.drop(),
    end: () => {
      for (const { run } of [...waiting.values()]) run();
    },
  };
}
