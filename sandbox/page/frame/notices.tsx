import { useEffect } from 'react';
import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import './notices.css';

/** What Slack itself says, above the composer. What it says while a form is open stands in the form. */
export function Notices() {
  const { screen, act } = useActing();
  const { notices, modals } = screen;
  const isInForm = modals.length > 0;

  useEffect(() => {
    if (isInForm) for (const { id } of notices) void act({ do: 'dismiss', notice: id });
  }, [isInForm, notices, act]);

  return (
    <div role="alert">
      {!isInForm &&
        notices.map((notice) => (
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
