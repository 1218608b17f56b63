import type { MouseEvent } from 'react';
import { textIn, textOf } from '../../../json.js';
import { isSafeUrl } from '../../../mrkdwn/is-safe-url.js';
import { useSurface } from '../surface.js';
import { TroubleNote } from '../trouble-note.js';
import { useUnderWay } from '../under-way.js';
import type { ElementProps } from './labels.js';
import { Spinner } from './spinner.js';

const STYLES: Record<string, string> = { primary: 'button primary', danger: 'button danger' };

export function ButtonElement({ block, element }: ElementProps) {
  const { entries, confirm } = useSurface();
  const { isBusy, trouble, follow } = useUnderWay();
  const url = textIn(element.url);
  const isLink = isSafeUrl(url);
  const press = async (event: MouseEvent) => {
    if (isBusy) return event.preventDefault();
    if (isLink && element.confirm !== undefined) event.preventDefault();
    if (!(await confirm(element.confirm))) return;
    if (isLink && element.confirm !== undefined) open(url, '_blank', 'noopener');
    await follow(entries.press({ block, element }));
  };
  const shown = {
    className: STYLES[textIn(element.style)] ?? 'button',
    'aria-label': textIn(element.accessibility_label) || undefined,
    'aria-busy': isBusy,
    onClick: press,
    children: (
      <>
        {isBusy && <Spinner />}
        <span className="button-words">{textOf(element.text)}</span>
      </>
    ),
  };
  return (
    <span className="control">
      {isLink ? (
        <a {...shown} href={url} target="_blank" rel="noopener noreferrer" />
      ) : (
        <button {...shown} type="button" aria-disabled={isBusy} />
      )}
      <TroubleNote trouble={trouble} />
    </span>
  );
}
