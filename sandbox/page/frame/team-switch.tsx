import { useState } from 'react';
import { useActing } from '../acting.js';
import { Icon } from '../icon.js';
import { Menu } from '../menu.js';
import { findNeighbour } from '../server.js';

/** The workspace's name, and the way to the others, if there are any. */
export function TeamSwitch() {
  const { screen } = useActing();
  const [trouble, setTrouble] = useState<string>();
  const { neighbours, team } = screen;
  if (neighbours.length === 0) return <p className="team">{team.name}</p>;
  const goTo = async (name: string) => {
    try {
      location.href = await findNeighbour(name);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  const choices = neighbours.map(({ name, about }) => ({
    key: name,
    content: (
      <span className="neighbour">
        <strong>{name}</strong>
        <span>{about}</span>
      </span>
    ),
    choose: () => void goTo(name),
  }));
  return (
    <>
      <Menu className="team" title="Other workspaces" choices={choices}>
        {team.name}
        <Icon name="chevron" />
      </Menu>
      {trouble && (
        <p className="places-none" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}
