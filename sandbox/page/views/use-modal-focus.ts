import { type RefObject, useEffect } from 'react';
import { listIn, objectIn } from '../../json.js';
import type { ShownView } from '../../screen/screen.js';

const FIELD = 'input, textarea, [role=radiogroup] input, [role=group] input';
const BODY = '.modal-body';

/**
 * Puts the focus where the person goes on: in the first field when a view comes up or is changed under them, and in
 * the first field with an error after a submission.
 */
export function useModalFocus(
  frame: RefObject<HTMLElement | null>,
  view: ShownView,
  { isTop, submissions }: { isTop: boolean; submissions: number },
): void {
  const errors = JSON.stringify(view.errors);
  const asked = listIn(view.content.blocks).findIndex((block) => objectIn(block.element).focus_on_load === true);

  const goOn = () => {
    const wanted = frame.current?.querySelectorAll('.block')[asked] ?? frame.current?.querySelector(BODY);
    const field = wanted?.querySelector<HTMLElement>(FIELD);
    const buttons = frame.current?.querySelectorAll<HTMLElement>('.modal-foot button');
    (field ?? [...(buttons ?? [])].at(-1))?.focus();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the view comes up
  useEffect(() => {
    if (isTop) goOn();
  }, [isTop]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed view may have taken the focused field away
  useEffect(() => {
    if (isTop && !frame.current?.contains(document.activeElement)) goOn();
  }, [view.hash]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same errors again are news after another submission
  useEffect(() => {
    if (isTop && errors !== '{}')
      frame.current?.querySelector<HTMLElement>(`[data-invalid=true] :is(${FIELD})`)?.focus();
  }, [isTop, errors, submissions]);
}
