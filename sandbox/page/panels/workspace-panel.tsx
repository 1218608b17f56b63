import type { Change } from '../../screen/acts.js';
import type { SandboxChannel, SandboxUser } from '../../world/types.js';
import { change } from '../server.js';
import { useAttempt } from './use-attempt.js';
import { useTold } from './use-told.js';

interface State {
  botUserId: string;
  transport: 'http' | 'socket';
  connections: number;
  scopes: string[];
  channels: SandboxChannel[];
  users: SandboxUser[];
}

/** What the bot's manifest asks for, and what it may be refused. */
const SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'users:read.email',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'im:history',
  'files:write',
];

/** What an admin of Slack could do, in a click. */
export function WorkspacePanel() {
  const state = useTold<State>('state');
  const { trouble, attempt } = useAttempt();
  const make = (wanted: Change) => void attempt(() => change(wanted));
  if (!state) return <p className="panel-note">Loading …</p>;
  const scopes = [...new Set([...SCOPES, ...state.scopes])];
  return (
    <>
      {trouble && (
        <p className="panel-trouble" role="alert">
          {trouble}
        </p>
      )}
      <h3>Channels</h3>
      <ul className="facts">
        {state.channels.map((it) => (
          <li key={it.id}>
            <strong>#{it.name}</strong>
            <Check
              name="Bot in it"
              of={it.name}
              isOn={it.members.includes(state.botUserId)}
              set={(isOn) => make({ change: isOn ? 'inviteBot' : 'kickBot', channel: it.id })}
            />
            <Check
              name="Archived"
              of={it.name}
              isOn={it.isArchived === true}
              set={(archived) => make({ change: 'archive', channel: it.id, archived })}
            />
            <Check
              name="Shared"
              of={it.name}
              isOn={it.isExtShared === true}
              set={(shared) => make({ change: 'share', channel: it.id, shared })}
            />
          </li>
        ))}
      </ul>
      <h3>People</h3>
      <ul className="facts">
        {state.users
          .filter((it) => !it.isBot)
          .map((it) => (
            <li key={it.id}>
              <strong>{it.realName}</strong>
              <Check
                name="Deactivated"
                of={it.realName}
                isOn={it.deleted === true}
                set={(deactivated) => make({ change: 'deactivate', user: it.id, deactivated })}
              />
            </li>
          ))}
      </ul>
      <h3>Scopes granted to the bot</h3>
      <ul className="facts scopes">
        {scopes.map((scope) => (
          <li key={scope}>
            <Check
              name={scope}
              isOn={state.scopes.includes(scope)}
              set={(granted) => make({ change: 'scope', scope, granted })}
            />
          </li>
        ))}
      </ul>
      <h3>Connection</h3>
      <p className="panel-note">
        {state.transport === 'http'
          ? 'Slack sends to the bot over signed HTTP, so there is no connection to drop.'
          : `Socket Mode, ${state.connections} open.`}
      </p>
      <button
        type="button"
        className="button"
        disabled={state.transport === 'http'}
        onClick={() => make({ change: 'dropSockets' })}
      >
        Drop the connections
      </button>
    </>
  );
}

interface CheckProps {
  name: string;
  /** Whose fact it is, where it does not stand alone. */
  of?: string;
  isOn: boolean;
  set(isOn: boolean): void;
}

function Check({ name, of, isOn, set }: CheckProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => set(event.target.checked)}
        {...(of ? { 'aria-label': `${of}: ${name}` } : {})}
      />
      {name}
    </label>
  );
}
