const RETRY_MS = 1_000;

/**
 * Listens for changes until the answer is called. A window nobody sees lets go of its connection, for a browser has
 * six to one host, and people open more windows than that; it looks again now and then.
 */
export function followChanges(onChange: () => void, onGone: (isGone: boolean) => void): () => void {
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const open = (): void => {
    clearTimeout(timer);
    stream?.close();
    stream = new EventSource('/sandbox/changes');
    stream.onopen = () => {
      failures = 0;
      onGone(false);
    };
    // The first comes at once: what changed meanwhile is seen then.
    stream.onmessage = onChange;
    stream.onerror = () => {
      failures += 1;
      // Once may be a restart.
      if (failures > 1) onGone(true);
      stream?.close();
      timer = setTimeout(open, RETRY_MS);
    };
  };

  const rest = (): void => {
    stream?.close();
    clearTimeout(timer);
    onChange();
    timer = setTimeout(rest, 5 * RETRY_MS);
  };

  const followVisibility = () => (document.hidden ? rest() : open());
  document.addEventListener('visibilitychange', followVisibility);
  followVisibility();
  return () => {
    document.removeEventListener('visibilitychange', followVisibility);
    clearTimeout(timer);
    stream?.close();
  };
}
