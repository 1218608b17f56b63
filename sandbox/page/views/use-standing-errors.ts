import { useState } from 'react';
import { textIn } from '../../json.js';
import type { Entries } from '../blocks/entries.js';

interface StandingErrors {
  errors: Record<string, string>;
  /** The same entries; what is entered takes the error of its field away. */
  entries: Entries;
  /** After a submission, whatever is wrong stands again. */
  renew(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** The errors under fields, each until its field is edited. */
export function useStandingErrors(told: Record<string, string>, entries: Entries): StandingErrors {
  const [edited, setEdited] = useState(NONE);
  const standing = Object.entries(told).filter(([blockId]) => !edited.has(blockId));
  return {
    errors: Object.fromEntries(standing),
    entries: {
      ...entries,
      enter: (placed, value, trigger) => {
        setEdited((before) => new Set([...before, textIn(placed.block.block_id)]));
        return entries.enter(placed, value, trigger);
      },
    },
    renew: () => setEdited(NONE),
  };
}
