import type { ShownConversation } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { Composer } from './composer.js';

interface ComposerPlaceProps {
  conversation: ShownConversation;
  threadTs?: string;
  placeholder: string;
  id: string;
}

/** The composer, or why nothing can be written here. */
export function ComposerPlace({ conversation, threadTs, placeholder, id }: ComposerPlaceProps) {
  const { screen } = useActing();
  const me = screen.people.find((it) => it.id === screen.me);
  if (screen.setup)
    return (
      <div className="composer-off">
        <label>
          {screen.setup.label}
          <progress value={screen.setup.done} max={1} />
        </label>
      </div>
    );
  if (me?.isDeactivated)
    return <p className="composer-off">{me.realName} is deactivated and can do nothing here anymore.</p>;
  if (conversation.isArchived)
    return <p className="composer-off">This channel is archived: it can be read, and nothing can be written.</p>;
  if (conversation.kind === 'direct' && screen.app.isReadOnly)
    return <p className="composer-off">Sending messages to this app has been turned off.</p>;
  const key = threadTs ? `${conversation.id}/${threadTs}` : conversation.id;
  return (
    <Composer
      key={key}
      channel={conversation.id}
      placeholder={placeholder}
      id={id}
      {...(threadTs ? { threadTs } : {})}
    />
  );
}
