import { useCallback, useEffect, useState } from 'react';

/** Who is looking, and at what: kept in the address, so that two windows are two people and a reload stays. */
export interface Place {
  /** Empty: whoever is first there. */
  me: string;
  /** A conversation's id, or `home` for the app's Home tab. Empty: wherever one starts. */
  where: string;
  threadTs?: string;
}

export const HOME = 'home';

/** Whoever mistyped an address is nowhere in particular. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function readPlace(hash: string): Place {
  const [me = '', where = '', threadTs = ''] = hash.replace(/^#/, '').split('/').map(decode);
  return { me, where, ...(threadTs ? { threadTs } : {}) };
}

export function hashOf({ me, where, threadTs }: Place): string {
  return `#${[me, where, threadTs].filter((part) => part !== undefined && part !== '').join('/')}`;
}

export function usePlace(): [Place, (place: Place) => void] {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((next: Place) => {
    location.hash = hashOf(next);
    setPlace(next);
  }, []);
  return [place, go];
}
