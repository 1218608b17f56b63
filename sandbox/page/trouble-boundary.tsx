import { Component, type ReactNode } from 'react';

interface Trouble {
  message?: string;
}

/** Where the page itself fails, it says so, and is not simply empty. */
export class TroubleBoundary extends Component<{ children: ReactNode }, Trouble> {
  override state: Trouble = {};

  static getDerivedStateFromError(error: unknown): Trouble {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <main className="nothing" role="alert">
        <p>
          This page has failed. The workspace and the bot go on.
          <br />
          <small>For the developer: {message}</small>
        </p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </main>
    );
  }
}
