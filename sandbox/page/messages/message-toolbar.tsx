import type { ShownApp, ShownMessage } from '../../screen/screen.js';
import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { Menu } from '../menu.js';
import { hashOf } from '../place.js';
import { useCopiedLink } from './use-copied-link.js';

interface MessageToolbarProps {
  message: ShownMessage;
  shortcuts: ShownApp['shortcuts'];
  appName: string;
  tabIndex: number;
  openThread?: ((message: ShownMessage) => void) | undefined;
}

/** What can be done with a message: shown on hover, and to the keyboard on the message it stands on. */
export function MessageToolbar({ message, shortcuts, appName, tabIndex, openThread }: MessageToolbarProps) {
  const { act, screen } = useActing();
  const { said, copy } = useCopiedLink();
  const copyLink = () => {
    const place = { me: screen.me, where: message.channel, threadTs: message.threadTs ?? message.ts };
    void copy(`${location.origin}/${hashOf(place)}`);
  };
  const offered = shortcuts
    .filter((it) => it.type === 'message')
    .map(({ name, callbackId }) => ({
      key: callbackId,
      content: (
        <span>
          {name}
          <small>{appName}</small>
        </span>
      ),
      choose: () => void act({ do: 'shortcut', callbackId, message: message.number }),
    }));
  return (
    <div className="message-toolbar">
      <span className="message-said" role="status">
        {said}
      </span>
      {openThread && (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          tabIndex={tabIndex}
          onClick={() => openThread(message)}
        >
          <Icon name="reply" />
        </button>
      )}
      <Menu
        label="More actions"
        className="icon-button"
        tabIndex={tabIndex}
        choices={[
          ...offered,
          {
            key: 'link',
            content: (
              <>
                <Icon name="link" />
                Copy link
              </>
            ),
            choose: copyLink,
          },
        ]}
      >
        <Icon name="more" />
      </Menu>
    </div>
  );
}
