import { useDeferredValue, useMemo, useState } from 'react';
import { fits, type Way } from './traffic-entry.js';
import { TrafficRow } from './traffic-row.js';
import { useTraffic } from './use-traffic.js';
import './inspector.css';

const FIRST_SHOWN = 200;

/** Every request and every answer between Slack and the bot, newest first. */
export function Inspector() {
  const [text, setText] = useState('');
  const [way, setWay] = useState<Way>('both');
  const [isPaused, setPaused] = useState(false);
  const [shown, setShown] = useState(FIRST_SHOWN);
  const entries = useTraffic(isPaused);
  const wanted = useDeferredValue(text);
  const found = useMemo(() => entries.filter((it) => fits(it, wanted, way)).reverse(), [entries, wanted, way]);
  return (
    <div className="inspector">
      <p className="inspector-filter">
        <input
          type="search"
          placeholder="Filter, e.g. views.open"
          aria-label="Filter by text"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select aria-label="Direction" value={way} onChange={(event) => setWay(event.target.value as Way)}>
          <option value="both">Both ways</option>
          <option value="to_bot">→ To the bot</option>
          <option value="from_bot">← From the bot</option>
        </select>
        <button type="button" className="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? 'Go on' : 'Pause'}
        </button>
      </p>
      <p className="panel-note" role="status">
        {found.length} of {entries.length} {isPaused && '· paused'}
      </p>
      <ul className="traffic">
        {found.slice(0, shown).map((entry) => (
          <TrafficRow key={entry.number} entry={entry} />
        ))}
      </ul>
      {found.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + FIRST_SHOWN)}>
          Show more
        </button>
      )}
    </div>
  );
}
