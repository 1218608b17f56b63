import type { ClockMove } from '../../screen/acts.js';
import { useActing } from '../acting.js';
import { useClock } from '../frame/use-clock.js';
import { moveClock } from '../server.js';
import { formatClock } from '../times.js';
import { useAttempt } from './use-attempt.js';

const MOVES: { to: ClockMove; name: string; explained?: string }[] = [
  { to: 'hour', name: 'An hour on' },
  { to: 'day', name: 'A day on' },
  { to: 'week', name: 'A week on', explained: 'An invoice in review is finalised after some days' },
  { to: 'month', name: 'To the next month', explained: 'The month’s invoice is cut' },
];

/** The programme's clock. The bot goes by it; the deadlines between Slack and the bot stay those of the real one. */
export function TimePanel() {
  const { clock, setup } = useActing().screen;
  const { isBusy, trouble, attempt } = useAttempt();
  const { day, time } = formatClock(useClock(clock, 1_000), clock.timeZone);
  const isMoving = clock.isMoving || isBusy;
  const why = reasonAgainst(clock.isMovable, setup !== undefined);
  return (
    <>
      <p className="big-clock">
        <strong>{time}</strong>
        <span>{day}</span>
        <small>{clock.timeZone}, the programme’s time zone</small>
      </p>
      <ul className="moves">
        {MOVES.map(({ to, name, explained }) => (
          <li key={name}>
            <button
              type="button"
              className="button"
              disabled={isMoving || why !== undefined}
              data-tour={`move-${to}`}
              onClick={() => void attempt(() => moveClock(to))}
            >
              {name}
            </button>
            {explained && <small>{explained}</small>}
          </li>
        ))}
      </ul>
      {why && <p className="panel-note">{why}</p>}
      <div role="status">
        {isMoving && (
          <p className="panel-note">
            The bot does what is due by then …
            <progress />
          </p>
        )}
      </div>
      {trouble && (
        <p className="panel-trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

function reasonAgainst(isMovable: boolean, isSettingUp: boolean): string | undefined {
  if (isSettingUp) return 'The workspace is still being filled.';
  return isMovable ? undefined : 'This bot goes by the real clock: it was not started by the sandbox.';
}
