import { useRef } from 'react';
import { type Acting, useActing } from '../acting.js';

/**
 * The same acting for as long as nothing changed that a message's content may name: else every message would be drawn
 * again whenever one of them changes.
 */
export function useSteadyActing(): Acting {
  const acting = useActing();
  const steady = useRef(acting);
  const [before, now] = [steady.current.screen, acting.screen];
  const isSame =
    before.me === now.me &&
    before.app === now.app &&
    before.people === now.people &&
    before.userGroups === now.userGroups &&
    before.conversations === now.conversations;
  if (!isSame || steady.current.act !== acting.act || steady.current.show !== acting.show) steady.current = acting;
  return steady.current;
}
