import { useRef, useState } from 'react';
import { listIn, textOf } from '../../json.js';
import type { Outcome } from '../../screen/acts.js';
import type { ShownView } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { Blocks } from '../blocks/block.js';
import { Spinner } from '../blocks/elements/spinner.js';
import { useEntries } from '../blocks/entries.js';
import { SurfaceOf } from '../blocks/surface.js';
import { Icon } from '../icon.js';
import { TroubleBanner } from './trouble-banner.js';
import { useModalFocus } from './use-modal-focus.js';
import { useStandingErrors } from './use-standing-errors.js';

export interface ModalViewProps {
  view: ShownView;
  titleId: string;
  isTop: boolean;
  isStacked: boolean;
}

export function ModalView({ view, titleId, isTop, isStacked }: ModalViewProps) {
  const { act } = useActing();
  const written = useEntries({ view: view.id }, view.state, view.hash);
  const { errors, entries, renew } = useStandingErrors(view.errors, written);
  const [isBusy, setBusy] = useState(false);
  const [submissions, countSubmission] = useState(0);
  const [trouble, setTrouble] = useState<{ hash: string; outcome: Outcome }>();
  const frame = useRef<HTMLDivElement>(null);
  useModalFocus(frame, view, { isTop, submissions });

  const submitLabel = textOf(view.content.submit);
  const submit = async () => {
    if (isBusy || submitLabel === '') return;
    setBusy(true);
    setTrouble(undefined);
    const state = await entries.settle();
    const outcome = await act({ do: 'submit', view: view.id, state });
    setBusy(false);
    renew();
    countSubmission((count) => count + 1);
    if (outcome.status !== 'ok') setTrouble({ hash: view.hash, outcome });
  };
  const close = (everything: boolean) => void act({ do: 'close', view: view.id, everything });

  return (
    <div className="modal-view" ref={frame} hidden={!isTop}>
      <header className="modal-head">
        {isStacked && (
          <button type="button" className="icon-button modal-back" aria-label="Back" onClick={() => close(false)}>
            <Icon name="chevron" />
          </button>
        )}
        <h2 id={titleId}>{textOf(view.content.title)}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      {trouble && trouble.hash === view.hash && <TroubleBanner outcome={trouble.outcome} />}
      <div className="modal-body">
        <SurfaceOf entries={entries} errors={errors} submit={() => void submit()}>
          <Blocks blocks={listIn(view.content.blocks)} />
        </SurfaceOf>
      </div>
      <footer className="modal-foot">
        <button type="button" className="button" onClick={() => close(false)}>
          {textOf(view.content.close) || (submitLabel === '' ? 'Close' : 'Cancel')}
        </button>
        {submitLabel !== '' && (
          <button
            type="button"
            className="button primary"
            // Not `disabled`, which would take the focus away from under the person.
            aria-disabled={isBusy}
            aria-busy={isBusy}
            onClick={() => void submit()}
          >
            {isBusy && <Spinner />}
            {submitLabel}
          </button>
        )}
      </footer>
    </div>
  );
}
