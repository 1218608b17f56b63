/** Beats whenever the workspace may have changed. Who listens looks for themselves what it was. */
export class Pulse {
  private readonly listeners = new Set<() => void>();

  beat(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Answers how to stop listening. */
  onBeat(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
