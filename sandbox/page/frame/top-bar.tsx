import { useActing } from '../acting.js';
import { focusComposer } from '../composer/focus-composer.js';
import { Icon } from '../icon.js';
import { Avatar } from '../messages/avatar.js';
import { formatClock, nameZone } from '../times.js';
import { useClock } from './use-clock.js';

interface TopBarProps {
  isSidebarOpen: boolean;
  isDrawerOpen: boolean;
  toggleSidebar(): void;
  toggleDrawer(): void;
  /** Nothing where there is no tour. */
  startTour: (() => void) | undefined;
}

/** The sandbox's own bar, above what Slack would show. */
export function TopBar({ isSidebarOpen, isDrawerOpen, toggleSidebar, toggleDrawer, startTour }: TopBarProps) {
  const { screen } = useActing();
  const { clock, people, me } = screen;
  const { day, time } = formatClock(useClock(clock, 10_000), clock.timeZone);
  const person = people.find((it) => it.id === me);
  return (
    <header className="top-bar">
      <button type="button" className="skip" onClick={focusComposer}>
        Skip to the composer
      </button>
      <button
        type="button"
        className="icon-button narrow-only"
        aria-label="Channels and people"
        aria-expanded={isSidebarOpen}
        onClick={toggleSidebar}
      >
        <Icon name="menu" />
      </button>
      <p className="top-name wide-only">
        <strong>Sandbox</strong>
        <span>A local Slack. Nothing here leaves this computer.</span>
      </p>
      <button type="button" className="top-person narrow-only" onClick={toggleSidebar}>
        <Avatar person={person} small />
        {person?.realName.split(' ')[0]}
      </button>
      <p className="top-clock" data-tour="clock" title={`The sandbox's clock, in ${clock.timeZone}`}>
        <span className="wide-only">It is </span>
        {day}
        <span className="wide-only">
          , {time} {nameZone(clock.timeZone)}
        </span>
        {clock.isMoving && ' …'}
      </p>
      {startTour && (
        <button type="button" className="top-button" onClick={startTour}>
          <Icon name="flag" />
          Tour
        </button>
      )}
      <button
        type="button"
        className="top-button"
        aria-label="Controls"
        aria-expanded={isDrawerOpen}
        data-tour="sandbox"
        onClick={toggleDrawer}
      >
        <Icon name="box" />
        <span className="wide-only">Controls</span>
      </button>
    </header>
  );
}
