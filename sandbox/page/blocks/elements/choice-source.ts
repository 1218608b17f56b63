import { useRef, useState } from 'react';
import { minQueryOf } from '../../../block-kit/dispatch.js';
import { useActing } from '../../acting.js';
import type { Placed } from '../placed.js';
import { useSurface } from '../surface.js';
import { type ChoiceGroup, choicesOf, contains, filterGroups, optionGroups } from './choices.js';

/** Where a select gets its choices from. */
export interface ChoiceSource {
  groups: ChoiceGroup[];
  /** What stands there in place of choices. */
  note: string;
  /** The letters typed; none when the menu opens. */
  ask(query: string): void;
}

/** Choices that are known beforehand. */
export function useLocalChoices({ element }: Placed): ChoiceSource {
  const { screen } = useActing();
  const [query, ask] = useState('');
  const groups = filterGroups(choicesOf(element, screen), contains(query));
  return { groups, note: groups.length === 0 ? 'No results' : '', ask };
}

/** Choices that the bot gives for each keystroke. */
export function useOfferedChoices({ block, element }: Placed): ChoiceSource {
  const { entries } = useSurface();
  const [groups, setGroups] = useState<ChoiceGroup[]>([]);
  const [note, setNote] = useState('');
  const newest = useRef(0);
  const least = minQueryOf(element);

  const ask = async (query: string) => {
    newest.current += 1;
    const asked = newest.current;
    // What was offered for other letters must not be chosen by a quick Enter.
    setGroups([]);
    if (query.length < least) return setNote(`Type ${least === 1 ? 'a letter' : `${least} letters`} to search.`);
    setNote('Loading…');
    const { status, offered = [] } = await entries.suggest({ block, element }, query);
    // A slow answer to earlier letters is no answer to these.
    if (asked !== newest.current) return;
    const found = filterGroups(optionGroups(offered), () => true);
    setGroups(found);
    if (status === 'ok') setNote(found.length === 0 ? 'No results' : '');
    else setNote(status === 'late' ? 'No results: the app did not answer in time.' : 'No results: the app failed.');
  };
  return { groups, note, ask: (query) => void ask(query) };
}
