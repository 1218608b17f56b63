import { createContext, useContext } from 'react';

/** What is written and not yet sent, by conversation and thread. */
export interface Drafts {
  texts: Readonly<Record<string, string>>;
  write(place: string, text: string): void;
}

export const DraftsContext = createContext<Drafts | undefined>(undefined);

export function useDraft(place: string): [string, (text: string) => void] {
  const drafts = useContext(DraftsContext);
  return [drafts?.texts[place] ?? '', (text) => drafts?.write(place, text)];
}
