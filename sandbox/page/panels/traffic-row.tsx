import { memo, useState } from 'react';
import type { TrafficEntry } from './traffic-entry.js';

const timeOfDay = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

function endOf({ status, ms, answer }: TrafficEntry): string {
  if (ms === undefined) return 'no answer yet';
  return `${status ?? (answer === undefined ? 'no answer' : 'ack')} · ${ms} ms`;
}

function isBad({ status, answer }: TrafficEntry): boolean {
  return (status ?? 200) >= 400 || Object(answer).ok === false;
}

/** One request and its answer; what was said is written out once it is opened. */
export const TrafficRow = memo(function TrafficRow({ entry }: { entry: TrafficEntry }) {
  const [isOpen, setOpen] = useState(false);
  const isToBot = entry.direction === 'to_bot';
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <time>{timeOfDay.format(entry.at)}</time>
          <span className={isToBot ? 'way to-bot' : 'way'}>{isToBot ? '→ to bot' : '← from bot'}</span>
          <strong>{entry.what}</strong>
          <span className={isBad(entry) ? 'end bad' : 'end'}>{endOf(entry)}</span>
          {entry.late && <span className="tag bad">too late</span>}
          {entry.weather && <span className="tag">weather: {entry.weather.kind}</span>}
        </summary>
        {isOpen && (
          <>
            <Said title="Request" value={entry.request} />
            <Said title="Answer" value={entry.answer} />
          </>
        )}
      </details>
    </li>
  );
});

function Said({ title, value }: { title: string; value: unknown }) {
  return (
    <>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre tabIndex={0}>{value === undefined ? '(none)' : JSON.stringify(value, null, 2)}</pre>
    </>
  );
}
