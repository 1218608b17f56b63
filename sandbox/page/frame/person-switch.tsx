import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { Menu } from '../menu.js';
import { Avatar } from '../messages/avatar.js';
import './person-switch.css';

/** Who one is, and who one could be. */
export function PersonSwitch({ become }: { become(person: string): void }) {
  const { screen } = useActing();
  const me = screen.people.find((it) => it.id === screen.me);
  const choices = screen.people
    .filter((it) => it.isPlayable)
    .map((person) => ({
      key: person.id,
      isChosen: person.id === screen.me,
      content: (
        <>
          <Avatar person={person} />
          <span>
            {person.realName}
            <small>{person.isDeactivated ? 'Deactivated' : person.title}</small>
          </span>
        </>
      ),
      choose: () => become(person.id),
    }));
  return (
    <div className="person-switch">
      <Menu title="Be somebody else" className="person-button" choices={choices} tour="person">
        <Avatar person={me} />
        <span className="person-words">
          <small>You are</small>
          <strong>{me?.realName ?? screen.me}</strong>
          <small>{me?.title}</small>
        </span>
        <Icon name="chevron" />
      </Menu>
    </div>
  );
}
