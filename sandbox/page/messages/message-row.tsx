import { memo } from 'react';
import type { ShownApp, ShownMessage, ShownPerson } from '../../screen/screen.js';
import { MessageBody } from '../blocks/message-body.js';
import { Icon } from '../icon.js';
import { formatFull, formatTime, nameDay, timeOf } from '../times.js';
import { Avatar } from './avatar.js';
import { FileCard } from './file-card.js';
import { MessageToolbar } from './message-toolbar.js';
import './message-row.css';

export interface ThreadSummary {
  replies: number;
  lastTs: string;
}

interface MessageRowProps {
  message: ShownMessage;
  person: ShownPerson | undefined;
  app: ShownApp;
  isContinued: boolean;
  /** The one that arrows and Tab reach. */
  isActive: boolean;
  thread?: ThreadSummary | undefined;
  /** The sandbox's day, for naming others. */
  today: number;
  /** Absent in the thread itself. */
  openThread?: ((message: ShownMessage) => void) | undefined;
}

function Marks({ person }: { person: ShownPerson | undefined }) {
  if (!person) return null;
  const marks = [
    person.isBot ? 'APP' : undefined,
    person.isExternal ? 'external' : undefined,
    person.isGuest ? 'guest' : undefined,
    person.isDeactivated ? 'deactivated' : undefined,
  ];
  return marks
    .filter((mark) => mark !== undefined)
    .map((mark) => (
      <span className="mark" key={mark}>
        {mark}
      </span>
    ));
}

/** One message with all that hangs on it. Drawn again only when it changed. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, person, app, isContinued, isActive, thread, today, openThread } = props;
  const at = timeOf(message.ts);
  const name = person?.realName ?? message.user;
  const tabIndex = isActive ? 0 : -1;
  const time = (
    <time dateTime={new Date(at).toISOString()} title={formatFull(at)}>
      {formatTime(at)}
    </time>
  );
  return (
    <article
      className={message.isEphemeral ? 'message ephemeral' : 'message'}
      aria-label={`${name}, ${formatTime(at)}`}
      tabIndex={tabIndex}
      data-message={message.number}
      data-tour={`message-${message.number}`}
    >
      <div className="message-side">{isContinued ? time : <Avatar person={person} />}</div>
      <div className="message-main">
        {message.isEphemeral && (
          <p className="only-you">
            <Icon name="eye" />
            Only visible to you
          </p>
        )}
        {!isContinued && (
          <p className="message-head">
            <strong>{name}</strong>
            <Marks person={person} />
            {time}
          </p>
        )}
        <MessageBody message={message} />
        {message.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        {message.isEdited && <span className="edited">(edited)</span>}
        {thread && openThread && (
          <button type="button" className="thread-link" onClick={() => openThread(message)} tabIndex={tabIndex}>
            <Avatar person={person} small />
            <strong>{thread.replies === 1 ? '1 reply' : `${thread.replies} replies`}</strong>
            <span>
              Last reply{' '}
              {nameDay(timeOf(thread.lastTs), today)
                .toLowerCase()
                .replace(/^(?!today|yesterday)/, 'on ')}{' '}
              at {formatTime(timeOf(thread.lastTs))}
            </span>
          </button>
        )}
      </div>
      {!message.isEphemeral && (
        <MessageToolbar
          message={message}
          shortcuts={app.shortcuts}
          appName={app.name}
          tabIndex={tabIndex}
          openThread={openThread}
        />
      )}
    </article>
  );
});
