import { useActing } from '../acting.js';
import { useUnread } from '../messages/unread.js';
import { HOME, type Place } from '../place.js';
import { ModalStack } from '../views/modal-stack.js';
import { AppPane } from './app-pane.js';
import { ConversationHeader } from './conversation-header.js';
import { ConversationPane } from './conversation-pane.js';
import { isWithApp } from './name-conversation.js';
import { Sidebar } from './sidebar.js';
import { ThreadPane } from './thread-pane.js';
import { useTitle } from './use-title.js';

interface WorkspaceProps {
  place: Place;
  become(person: string): void;
  closeSidebar(): void;
}

/** Slack, as this person sees it. Its key is the person: nothing of one is left when another comes. */
export function Workspace({ place, become, closeSidebar }: WorkspaceProps) {
  const { screen } = useActing();
  const me = screen.people.find((it) => it.id === screen.me);
  const unread = useUnread(screen);
  useTitle(unread.counts);
  const where = place.where || (screen.conversations.find((it) => it.kind !== 'direct')?.id ?? HOME);
  const conversation = screen.conversations.find((it) => it.id === where);
  const withApp = screen.conversations.find((it) => isWithApp(it, screen));
  const isAtApp = where === HOME || where === withApp?.id || where === `D${screen.me.slice(1)}`;
  return (
    <div className={place.threadTs && conversation ? 'workspace with-thread' : 'workspace'}>
      <Sidebar where={where} unread={unread.counts} become={become} />
      <button
        type="button"
        className="sidebar-shade"
        tabIndex={-1}
        aria-label="Close the sidebar"
        onClick={closeSidebar}
      />
      <main className="main" id="main" tabIndex={-1}>
        {me?.isDeactivated && (
          <p className="pane-note">{me.realName} is deactivated: Slack lets them in no more. Be somebody else.</p>
        )}
        {!me?.isDeactivated && isAtApp && <AppPane conversation={withApp} isHome={where === HOME} unread={unread} />}
        {!isAtApp && conversation && (
          <>
            <ConversationHeader conversation={conversation} />
            <ConversationPane key={where} conversation={conversation} unread={unread} />
          </>
        )}
        {!me?.isDeactivated && !isAtApp && !conversation && (
          <p className="pane-note">
            {me?.realName ?? screen.me} is not in this channel. Choose another, or be somebody else.
          </p>
        )}
      </main>
      {conversation && place.threadTs && (
        <ThreadPane key={place.threadTs} conversation={conversation} threadTs={place.threadTs} />
      )}
      <ModalStack />
    </div>
  );
}
