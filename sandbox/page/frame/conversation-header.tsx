import type { ShownConversation } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { nameConversation } from './name-conversation.js';

/** The channel's name, who is in it, and what is unusual about it. */
export function ConversationHeader({ conversation }: { conversation: ShownConversation }) {
  const { screen } = useActing();
  const name = nameConversation(conversation, screen);
  const members = conversation.members.map((id) => screen.people.find((it) => it.id === id)?.realName ?? id);
  const isChannel = conversation.kind !== 'direct';
  const facts = [
    conversation.isArchived ? 'Archived' : undefined,
    conversation.isShared ? 'Shared with another company' : undefined,
    isChannel && !conversation.hasBot ? `${screen.app.name} is not in this channel` : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <header className="pane-header">
      <h1>
        {isChannel && <Icon name={conversation.kind === 'private' ? 'lock' : 'hash'} />}
        {name}
      </h1>
      {facts.map((fact) => (
        <span className="fact" key={fact}>
          {fact}
        </span>
      ))}
      {isChannel && (
        <span className="members" title={members.join(', ')}>
          <Icon name="people" />
          {members.length}
          <span className="unseen"> members: {members.join(', ')}</span>
        </span>
      )}
    </header>
  );
}
