import type { ShownConversation } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { Avatar } from '../messages/avatar.js';
import { HOME } from '../place.js';
import { isWithApp, nameConversation } from './name-conversation.js';
import { PersonSwitch } from './person-switch.js';
import { TeamSwitch } from './team-switch.js';
import './sidebar.css';

interface SidebarProps {
  where: string;
  unread: ReadonlyMap<string, number>;
  become(person: string): void;
}

interface ItemProps {
  conversation: ShownConversation;
  count: number;
  isHere: boolean;
}

function Item({ conversation, count, isHere }: ItemProps) {
  const { screen, show } = useActing();
  const other = screen.people.find((it) => conversation.members.includes(it.id) && it.id !== screen.me);
  return (
    <li>
      <button
        type="button"
        className={count > 0 ? 'place unread' : 'place'}
        aria-current={isHere ? 'page' : undefined}
        data-tour={`place-${conversation.id}`}
        onClick={() => show(conversation.id)}
      >
        {conversation.kind === 'direct' ? (
          <Avatar person={other} small />
        ) : (
          <Icon name={conversation.kind === 'private' ? 'lock' : 'hash'} />
        )}
        <span className="place-name">{nameConversation(conversation, screen)}</span>
        {conversation.isArchived && <span className="place-fact">archived</span>}
        {count > 0 && (
          <span className="count">
            {count > 99 ? '99+' : count}
            <span className="unseen"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

/** Where one can go, and at the bottom: who one is. */
export function Sidebar({ where, unread, become }: SidebarProps) {
  const { screen, show } = useActing();
  const withApp = screen.conversations.find((it) => isWithApp(it, screen));
  const listed = (isListed: (it: ShownConversation) => boolean) =>
    screen.conversations
      .filter((it) => it !== withApp && isListed(it))
      .map((it) => <Item key={it.id} conversation={it} count={unread.get(it.id) ?? 0} isHere={where === it.id} />);
  const channels = listed((it) => it.kind !== 'direct');
  const directs = listed((it) => it.kind === 'direct');
  const appUnread = withApp ? (unread.get(withApp.id) ?? 0) : 0;
  const appPlace = screen.app.hasHome && appUnread === 0 ? HOME : (withApp?.id ?? HOME);
  const bot = screen.people.find((it) => it.id === screen.app.userId);
  const isAtApp = where === HOME || where === withApp?.id;
  return (
    <nav className="sidebar" aria-label={screen.team.name}>
      <TeamSwitch />
      <div className="places">
        <h2>Channels</h2>
        {channels.length > 0 ? <ul>{channels}</ul> : <p className="places-none">You are in none.</p>}
        {directs.length > 0 && (
          <>
            <h2>Direct messages</h2>
            <ul>{directs}</ul>
          </>
        )}
        <h2>Apps</h2>
        <ul>
          <li>
            <button
              type="button"
              className={appUnread > 0 ? 'place unread' : 'place'}
              aria-current={isAtApp ? 'page' : undefined}
              data-tour="place-app"
              onClick={() => show(appPlace)}
            >
              <Avatar person={bot} small />
              <span className="place-name">{screen.app.name}</span>
              {appUnread > 0 && (
                <span className="count">
                  {appUnread > 99 ? '99+' : appUnread}
                  <span className="unseen"> unread</span>
                </span>
              )}
            </button>
          </li>
        </ul>
      </div>
      <PersonSwitch become={become} />
    </nav>
  );
}
