/** From here on every Date made in this process, libraries' included, is so many milliseconds ahead of the machine's. */
export function shiftDate(ms: number): void {
  const now = () => Math.floor(performance.timeOrigin + performance.now()) + ms;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
