import { useEffect, useMemo, useState } from 'react';
import type { ShownConversation, ShownMessage } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { ComposerPlace } from '../composer/composer-place.js';
import { Icon } from '../icon.js';
import { MessageList } from '../messages/message-list.js';
import { summariseThreads } from '../messages/summarise-threads.js';
import type { Unread } from '../messages/unread.js';
import { isWithApp, nameConversation } from './name-conversation.js';
import { Notices } from './notices.js';

interface ConversationPaneProps {
  conversation: ShownConversation;
  unread: Unread;
}

/** A conversation's messages and its composer. Its key must change with the conversation. */
export function ConversationPane({ conversation, unread }: ConversationPaneProps) {
  const { screen, show } = useActing();
  const { id } = conversation;
  const { readUpTo, markRead } = unread;
  // The line of what is new stays where it was when the conversation was opened.
  const [line] = useState(() => readUpTo(id));
  const all = useMemo(() => screen.messages.filter((it) => it.channel === id), [screen.messages, id]);
  const listed = useMemo(() => all.filter((it) => it.threadTs === undefined), [all]);
  const threads = useMemo(() => summariseThreads(all), [all]);
  const newest = listed.at(-1)?.ts;
  const [isSeen, setSeen] = useState(!document.hidden);

  useEffect(() => {
    const look = () => setSeen(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  useEffect(() => {
    if (newest !== undefined && isSeen) markRead(id, newest);
  }, [newest, isSeen, id, markRead]);

  const name = nameConversation(conversation, screen);
  const openThread = useMemo(() => (message: ShownMessage) => show(id, message.ts), [show, id]);
  const place = conversation.kind === 'direct' ? name : `#${name}`;
  return (
    <>
      <MessageList
        label={`Messages in ${place}`}
        messages={listed}
        threads={threads}
        readUpTo={line}
        openThread={openThread}
      >
        <ListStart conversation={conversation} name={name} />
      </MessageList>
      <Notices />
      <ComposerPlace conversation={conversation} placeholder={`Message ${place}`} id="composer" />
    </>
  );
}

function ListStart({ conversation, name }: { conversation: ShownConversation; name: string }) {
  const { screen } = useActing();
  if (isWithApp(conversation, screen))
    return (
      <div className="list-start">
        <h2>{name}</h2>
        <p>What the app tells you alone is here.</p>
      </div>
    );
  return (
    <div className="list-start">
      <h2>
        {conversation.kind !== 'direct' && <Icon name={conversation.kind === 'private' ? 'lock' : 'hash'} />}
        {name}
      </h2>
      <p>This is where {conversation.kind === 'direct' ? 'your conversation' : `#${name}`} begins.</p>
    </div>
  );
}
