import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useActing } from '../acting.js';
import { DraftsContext } from '../composer/drafts.js';
import { focusComposer } from '../composer/focus-composer.js';
import { Icon } from '../icon.js';
import { useAttempt } from '../panels/use-attempt.js';
import { moveClock } from '../server.js';
import { STEPS, type Step, type StepAction } from './steps.js';
import { useHighlight } from './use-highlight.js';
import type { Tour } from './use-tour.js';
import './coach-card.css';

interface CoachCardProps {
  tour: Tour;
  where: string;
  become(person: string, where?: string): void;
  openDrawer(): void;
}

/** Says what to do next, beside what it is done with. */
export function CoachCard({ tour, where, become, openDrawer }: CoachCardProps) {
  const { step, at, isDone, since } = tour;
  const { screen } = useActing();
  const card = useRef<HTMLElement>(null);
  const modals = screen.modals.map((it) => it.id).join();
  const dialog = useOpenDialog(screen.modals.length > 0, screen.me);
  const isThere = step !== undefined && isAtPlace(step, screen.me, where);
  useHighlight(step && (isThere ? step.target?.(screen, since) : undefined));

  // What is shown last lies on top: the card stays in view beside an open modal.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step and each modal is such a moment
  useEffect(() => {
    if (!card.current?.popover) return;
    card.current.hidePopover();
    card.current.showPopover();
  }, [step, modals, dialog]);

  if (!step) return null;
  const isLast = at === STEPS.length - 1;
  const isWide = matchMedia('(min-width: 761px)').matches;
  const end = () => {
    tour.skip();
    focusComposer();
  };
  const content = (
    <aside
      className="coach"
      aria-label="Tour"
      ref={card}
      {...(isWide ? { popover: 'manual' } : {})}
      // The dialog it may stand in is not the browser's to close.
      onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()}
    >
      <div aria-live="polite">
        <p className="coach-at">
          Step {at + 1} of {STEPS.length}
        </p>
        <h2>
          {isDone && <Icon name="check" />}
          {step.title}
        </h2>
        <p>{step.text}</p>
      </div>
      <p className="coach-buttons">
        {!isDone && <NextThing step={step} isThere={isThere} become={become} where={where} openDrawer={openDrawer} />}
        {isLast ? (
          <button type="button" className="button" onClick={end}>
            Finish
          </button>
        ) : (
          <>
            {(isThere || isDone) && (
              <button type="button" className={step.isDone ? 'quiet' : 'button primary'} onClick={tour.goOn}>
                Next
              </button>
            )}
            <button type="button" className="quiet" onClick={end}>
              Skip the tour
            </button>
          </>
        )}
      </p>
    </aside>
  );
  return dialog ? createPortal(content, dialog) : content;
}

/** The dialog of the open modals, beside which nothing else on the page can be used. */
function useOpenDialog(isOpen: boolean, me: string): Element | undefined {
  const [dialog, setDialog] = useState<Element>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each person has a dialog of their own
  useLayoutEffect(() => {
    setDialog((isOpen && document.querySelector('dialog.modal')) || undefined);
  }, [isOpen, me]);
  return dialog;
}

function isAtPlace(step: Step, me: string, where: string): boolean {
  return (step.who === undefined || step.who === me) && (step.where === undefined || step.where === where);
}

interface NextThingProps {
  step: Step;
  isThere: boolean;
  where: string;
  become(person: string, where?: string): void;
  openDrawer(): void;
}

/** Being the right person in the right place comes first. */
function NextThing({ step, isThere, where, become, openDrawer }: NextThingProps) {
  const { screen } = useActing();
  if (!isThere) {
    const who = screen.people.find((it) => it.id === (step.who ?? screen.me));
    const channel = screen.conversations.find((it) => it.id === step.where);
    const label =
      step.who !== undefined && step.who !== screen.me
        ? `Be ${who?.realName.split(' ')[0] ?? step.who}`
        : `Go to ${channel?.kind === 'direct' ? channel.name : `#${channel?.name ?? 'it'}`}`;
    return (
      <button
        type="button"
        className="button primary"
        onClick={() => become(step.who ?? screen.me, step.where ?? where)}
      >
        {label}
      </button>
    );
  }
  return step.action ? <ActionButton action={step.action} where={where} openDrawer={openDrawer} /> : null;
}

function ActionButton({ action, where, openDrawer }: { action: StepAction; where: string; openDrawer(): void }) {
  const drafts = useContext(DraftsContext);
  const { clock } = useActing().screen;
  const { isBusy, trouble, attempt } = useAttempt();
  const work = () => {
    if (action.do === 'openControls') openDrawer();
    if (action.do === 'moveClock') void attempt(() => moveClock(action.to));
    if (action.do === 'type') {
      drafts?.write(where, action.text);
      document.getElementById('composer')?.focus();
    }
  };
  const isMoving = isBusy || clock.isMoving;
  return (
    <>
      <button type="button" className="button primary" disabled={isMoving} onClick={work}>
        {isMoving ? 'The clock is moving …' : action.label}
      </button>
      {trouble && <span role="alert">{trouble}</span>}
    </>
  );
}
