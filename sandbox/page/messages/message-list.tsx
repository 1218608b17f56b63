import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import type { ShownMessage } from '../../screen/screen.js';
import { ActingContext, useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { nameDay, timeOf } from '../times.js';
import { arrangeMessages } from './arrange-messages.js';
import { MessageRow, type ThreadSummary } from './message-row.js';
import { useSteadyActing } from './use-steady-acting.js';
import { useStickyScroll } from './use-sticky-scroll.js';
import './message-list.css';

const FIRST_SHOWN = 120;

interface MessageListProps {
  label: string;
  messages: ShownMessage[];
  /** Replies by the `ts` of the message they hang on. */
  threads?: ReadonlyMap<string, ThreadSummary>;
  readUpTo?: string;
  openThread?: (message: ShownMessage) => void;
  /** Stands above the first message. */
  children?: ReactNode;
}

/** Messages by day, at the newest or where reading stopped. Its key must change with what it lists. */
export function MessageList({ label, messages, threads, readUpTo, openThread, children }: MessageListProps) {
  const { screen } = useActing();
  const steady = useSteadyActing();
  const [shown, setShown] = useState(FIRST_SHOWN);
  const [active, setActive] = useState<number>();
  const { frame, list, isBelow, jump } = useStickyScroll(messages.at(-1)?.number);
  const people = useMemo(() => new Map(screen.people.map((it) => [it.id, it])), [screen.people]);
  const rows = useMemo(
    () => arrangeMessages(messages, readUpTo, screen.me).slice(-shown),
    [messages, readUpTo, screen.me, shown],
  );
  const reached = rows.some((row) => row.message.number === active) ? active : rows.at(-1)?.message.number;
  const today = screen.clock.now;

  const moveOn = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.dataset.message) return;
    const at = rows.findIndex((row) => row.message.number === reached);
    const next = rows[at + step]?.message.number;
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-message="${next}"]`)?.focus();
  };

  return (
    <div className="message-frame">
      <section className="message-list" ref={frame} role="log" aria-label={label} onKeyDown={moveOn}>
        <div className="message-rows" ref={list}>
          {messages.length > rows.length ? (
            <button type="button" className="earlier" onClick={() => setShown(shown + FIRST_SHOWN)}>
              Show earlier messages
            </button>
          ) : (
            children
          )}
          <ActingContext value={steady}>
            {rows.map(({ message, opensDay, opensNews, isContinued }) => (
              <div key={message.number}>
                {opensDay && (
                  <p className="day">
                    <span>{nameDay(timeOf(message.ts), today)}</span>
                  </p>
                )}
                {opensNews && <p className="news-line">New</p>}
                <MessageRow
                  message={message}
                  person={people.get(message.user)}
                  app={screen.app}
                  isContinued={isContinued}
                  isActive={message.number === reached}
                  thread={threads?.get(message.ts)}
                  today={Math.floor(today / 3_600_000) * 3_600_000}
                  openThread={openThread}
                />
              </div>
            ))}
          </ActingContext>
        </div>
      </section>
      {isBelow && (
        <button type="button" className="jump" onClick={jump}>
          <Icon name="down" />
          New messages
        </button>
      )}
    </div>
  );
}
