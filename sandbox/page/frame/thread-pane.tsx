import { useEffect, useMemo, useRef } from 'react';
import type { ShownConversation } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { ComposerPlace } from '../composer/composer-place.js';
import { Icon } from '../icon.js';
import { MessageList } from '../messages/message-list.js';
import { nameConversation } from './name-conversation.js';

interface ThreadPaneProps {
  conversation: ShownConversation;
  threadTs: string;
}

/** A message and its replies, on the right. The focus comes with it, and goes back where it was. */
export function ThreadPane({ conversation, threadTs }: ThreadPaneProps) {
  const { screen, show } = useActing();
  const { id } = conversation;
  const pane = useRef<HTMLElement>(null);
  const messages = useMemo(
    () =>
      screen.messages.filter(
        (it) => it.channel === id && (it.threadTs === threadTs || (it.ts === threadTs && !it.threadTs)),
      ),
    [screen.messages, id, threadTs],
  );

  useEffect(() => {
    const before = document.activeElement;
    const parent = document.querySelector<HTMLElement>(`main [data-message]:has(:focus), main [data-message]:focus`);
    pane.current?.focus();
    return () => {
      const target = parent?.isConnected ? parent : before;
      if (target instanceof HTMLElement && target.isConnected) target.focus();
    };
  }, []);

  return (
    <aside
      className="thread"
      aria-label="Thread"
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') show(id);
      }}
    >
      <header className="pane-header">
        <h2>
          Thread <small>{nameConversation(conversation, screen)}</small>
        </h2>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={() => show(id)}>
          <Icon name="close" />
        </button>
      </header>
      {messages.length === 0 ? (
        <p className="pane-note">This message is no longer here.</p>
      ) : (
        <>
          <MessageList key={`${id}/${threadTs}`} label="Replies" messages={messages} />
          <ComposerPlace conversation={conversation} threadTs={threadTs} placeholder="Reply …" id="thread-composer" />
        </>
      )}
    </aside>
  );
}
