import { createContext, useCallback, useContext, useMemo, useState } from 'react';

/** What one person has written and not yet sent, by conversation and thread. */
export interface Drafts {
  textIn(place: string): string;
  write(place: string, text: string): void;
}

export const DraftsContext = createContext<Drafts | undefined>(undefined);

/** Each person's own: nobody sees what another has begun. */
export function useDrafts(me: string): Drafts {
  const [texts, setTexts] = useState<Record<string, string>>({});
  const write = useCallback(
    (place: string, text: string) => setTexts((before) => ({ ...before, [`${me}/${place}`]: text })),
    [me],
  );
  return useMemo(() => ({ textIn: (place) => texts[`${me}/${place}`] ?? '', write }), [texts, me, write]);
}

export function useDraft(place: string): [string, (text: string) => void] {
  const drafts = useContext(DraftsContext);
  return [drafts?.textIn(place) ?? '', (text) => drafts?.write(place, text)];
}
