import { useEffect, useState } from 'react';

const SHOWN_MS = 2_000;

/** Copies a link, and says for a moment what came of it. */
export function useCopiedLink(): { said: string; copy(link: string): Promise<void> } {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (link: string) => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid('Copied');
    } catch {
      setSaid('The browser does not let this page copy.');
    }
  };
  return { said, copy };
}
