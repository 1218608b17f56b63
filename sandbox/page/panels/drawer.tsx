import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../icon.js';
import { Inspector } from './inspector.js';
import { TimePanel } from './time-panel.js';
import { WeatherPanel } from './weather-panel.js';
import { WorkspacePanel } from './workspace-panel.js';
import './drawer.css';

const PANELS = [
  { key: 'time', name: 'Time', Panel: TimePanel },
  { key: 'weather', name: 'Weather', Panel: WeatherPanel },
  { key: 'inspector', name: 'Inspector', Panel: Inspector },
  { key: 'workspace', name: 'Workspace', Panel: WorkspacePanel },
] as const;

/** What a sandbox can do to Slack, and Slack itself cannot. The focus comes with it, and goes back to its button. */
export function Drawer({ close }: { close(): void }) {
  const [open, setOpen] = useState<string>('time');
  const frame = useRef<HTMLElement>(null);
  const { Panel } = PANELS.find((it) => it.key === open) ?? PANELS[0];

  useEffect(() => {
    const before = document.activeElement;
    frame.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const moveOn = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const at = PANELS.findIndex((it) => it.key === open);
    const next = PANELS[(at + step + PANELS.length) % PANELS.length];
    if (!next) return;
    setOpen(next.key);
    document.getElementById(`tab-${next.key}`)?.focus();
  };

  return (
    <aside
      className="drawer"
      aria-label="Controls of the sandbox"
      ref={frame}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2>Controls</h2>
        <p>Not part of Slack</p>
        <button type="button" className="icon-button" aria-label="Close the controls" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div className="drawer-tabs" role="tablist" aria-label="Controls" tabIndex={-1} onKeyDown={moveOn}>
        {PANELS.map(({ key, name }) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            aria-selected={open === key}
            aria-controls="drawer-panel"
            tabIndex={open === key ? 0 : -1}
            onClick={() => setOpen(key)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="drawer-panel" id="drawer-panel" role="tabpanel" aria-labelledby={`tab-${open}`}>
        <Panel />
      </div>
    </aside>
  );
}
