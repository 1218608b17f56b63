import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { hintAfter, offerCompletions } from './completion.js';
import { CompletionList } from './completion-list.js';
import { useDraft } from './drafts.js';
import { readDraft, refusalOf } from './read-draft.js';
import { ShortcutMenu } from './shortcut-menu.js';
import './composer.css';

interface ComposerProps {
  channel: string;
  threadTs?: string;
  placeholder: string;
  /** For links and for the tour to find it. */
  id: string;
}

const MOST_PX = 220;

/** Where one writes: Enter sends, Shift+Enter breaks the line. */
export function Composer({ channel, threadTs, placeholder, id }: ComposerProps) {
  const { screen, act } = useActing();
  const [text, setText] = useDraft(threadTs ? `${channel}/${threadTs}` : channel);
  const [chosen, setChosen] = useState(0);
  const [isShut, setShut] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const offered = isShut ? [] : offerCompletions(text, screen.app, screen.people, threadTs !== undefined);
  const at = Math.min(chosen, offered.length - 1);
  const hint = hintAfter(text, screen.app);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MOST_PX)}px`;
  }, [text]);

  const write = (next: string) => {
    setText(next);
    setChosen(0);
    setShut(false);
  };

  const send = async () => {
    const sent = text.trim();
    if (sent === '') return;
    setTrouble(undefined);
    const refusal = refusalOf(sent, screen.app, threadTs !== undefined);
    if (refusal !== undefined) {
      setTrouble(refusal);
      return;
    }
    for (const { id: notice } of screen.notices) void act({ do: 'dismiss', notice });
    write('');
    const outcome = await act(readDraft(sent, { channel, threadTs }, screen));
    if (outcome.status === 'ok') return;
    // As in Slack: what failed is not lost, unless something else was begun meanwhile.
    if (field.current?.value === '') write(text);
    // What the app failed at, Slack says in a notice; what Slack refuses is said here.
    if (outcome.status === 'refused') setTrouble(outcome.shown ?? outcome.reason ?? 'That did not work.');
  };

  const pressKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const taken = offered[at];
    if (taken && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      event.preventDefault();
      write(taken.completed);
    } else if (taken && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((at + step + offered.length) % offered.length);
    } else if (taken && event.key === 'Escape') {
      event.stopPropagation();
      setShut(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <div className="composer-frame">
      {trouble && (
        <div className="notice" role="alert">
          <p>
            <strong>Slack</strong> <small>Only visible to you</small>
            <br />
            {trouble}
          </p>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => setTrouble(undefined)}>
            <Icon name="close" />
          </button>
        </div>
      )}
      {offered.length > 0 && (
        <CompletionList
          id={listId}
          offered={offered}
          at={at}
          take={(it) => {
            write(it.completed);
            field.current?.focus();
          }}
        />
      )}
      <div className="composer" data-tour={id}>
        <div className="composer-text">
          <textarea
            ref={field}
            id={id}
            rows={1}
            value={text}
            placeholder={placeholder}
            aria-label={placeholder}
            aria-autocomplete="list"
            {...(offered.length > 0 ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${at}` } : {})}
            onChange={(event) => write(event.target.value)}
            onKeyDown={pressKey}
          />
          {hint && (
            <div className="composer-ghost" aria-hidden="true">
              <span>{text}</span>
              {hint}
            </div>
          )}
        </div>
        <div className="composer-bar">
          {!threadTs && <ShortcutMenu />}
          <button
            type="button"
            className="send"
            aria-label="Send"
            title="Send (Enter)"
            disabled={text.trim() === ''}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </div>
  );
}
