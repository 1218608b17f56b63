import { useEffect } from 'react';
import type { ShownConversation } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { Avatar } from '../messages/avatar.js';
import type { Unread } from '../messages/unread.js';
import { HOME } from '../place.js';
import { HomeView } from '../views/home-view.js';
import { ConversationPane } from './conversation-pane.js';
import { Notices } from './notices.js';

interface AppPaneProps {
  /** Their messages, once there is one. */
  conversation: ShownConversation | undefined;
  isHome: boolean;
  unread: Unread;
}

/** The app: its Home where it has one, and its messages to this person. */
export function AppPane({ conversation, isHome, unread }: AppPaneProps) {
  const { screen, show } = useActing();
  const { app } = screen;
  const showsHome = isHome && app.hasHome;
  const tabs = [
    ...(app.hasHome ? [{ place: HOME, name: 'Home', isHere: showsHome }] : []),
    { place: conversation?.id ?? `D${screen.me.slice(1)}`, name: 'Messages', isHere: !showsHome },
  ];
  return (
    <>
      <header className="pane-header app-header">
        <Avatar person={screen.people.find((it) => it.id === app.userId)} small />
        <h1>{app.name}</h1>
        <nav className="tabs" aria-label={app.name}>
          {tabs.map((tab) => (
            <button
              key={tab.name}
              type="button"
              aria-current={tab.isHere ? 'page' : undefined}
              onClick={() => show(tab.place)}
            >
              {tab.name}
            </button>
          ))}
        </nav>
      </header>
      {showsHome && <HomeTab />}
      {!showsHome && conversation && (
        <ConversationPane key={conversation.id} conversation={conversation} unread={unread} />
      )}
      {!showsHome && !conversation && <p className="pane-note">{app.name} has not written to you yet.</p>}
    </>
  );
}

function HomeTab() {
  const { screen, act } = useActing();
  useEffect(() => void act({ do: 'openHome' }), [act]);
  return (
    <section className="home" aria-label="Home">
      <Notices />
      {screen.home ? <HomeView view={screen.home} /> : <p className="pane-note">Loading …</p>}
    </section>
  );
}
