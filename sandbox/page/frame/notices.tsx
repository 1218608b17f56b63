import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import './notices.css';

/** What Slack itself says, above the composer, until it is dismissed or something else is sent. */
export function Notices() {
  const { screen, act } = useActing();
  return (
    <div role="alert">
      {screen.notices.map((notice) => (
        <div key={notice.id} className="notice">
          <p>
            <strong>Slack</strong> <small>Only visible to you</small>
            <br />
            {notice.text}
          </p>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => void act({ do: 'dismiss', notice: notice.id })}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
