import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { Menu } from '../menu.js';

/** The app's shortcuts that need no message; nothing where it has none. */
export function ShortcutMenu() {
  const { screen, act } = useActing();
  const choices = screen.app.shortcuts
    .filter((it) => it.type === 'global')
    .map(({ name, callbackId, description }) => ({
      key: callbackId,
      content: (
        <span>
          {name}
          <small>{description}</small>
        </span>
      ),
      choose: () => void act({ do: 'shortcut', callbackId }),
    }));
  if (choices.length === 0) return null;
  return (
    <Menu label="Shortcuts" className="icon-button" choices={choices} title={screen.app.name}>
      <Icon name="bolt" />
    </Menu>
  );
}
