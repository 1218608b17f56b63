import { useState } from 'react';
import { useAttempt } from './use-attempt.js';
import { useTold } from './use-told.js';
import { keepOnly, METHODS, nameMethod, PRESETS, type Preset, type RuleInForce, setRule } from './weather-rules.js';

/** Faults between the bot and Slack. */
export function WeatherPanel() {
  const rules = useTold<{ rules: RuleInForce[] }>('weather')?.rules ?? [];
  const { isBusy, trouble, attempt } = useAttempt();
  return (
    <>
      <p className="panel-note">What the bot asks of Slack goes wrong while a switch is on.</p>
      <ul className="presets">
        {PRESETS.map((preset) => (
          <PresetRow key={preset.name} preset={preset} rules={rules} isBusy={isBusy} attempt={attempt} />
        ))}
      </ul>
      <div className="panel-head">
        <h3>In force</h3>
        <button
          type="button"
          className="button"
          disabled={isBusy || rules.length === 0}
          onClick={() => void attempt(() => keepOnly([]))}
        >
          Clear
        </button>
      </div>
      <ul className="rules" aria-live="polite">
        {rules.length === 0 && <li>Nothing: clear skies.</li>}
        {rules.map(({ rule, left }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same rule may stand twice, and rules have no other name
          <li key={index}>
            <strong>{PRESETS.find((it) => it.rule.kind === rule.kind)?.name ?? rule.kind}</strong>{' '}
            {nameMethod(rule.method)}
            {left === undefined ? '' : left === 1 ? ', for one more call' : `, for ${left} more calls`}
          </li>
        ))}
      </ul>
      {trouble && (
        <p className="panel-trouble" role="alert">
          {trouble}
        </p>
      )}
    </>
  );
}

interface PresetRowProps {
  preset: Preset;
  rules: RuleInForce[];
  isBusy: boolean;
  attempt(work: () => Promise<unknown>): Promise<void>;
}

function PresetRow({ preset, rules, isBusy, attempt }: PresetRowProps) {
  const { name, explained, rule } = preset;
  const [method, setMethod] = useState('*');
  const [times, setTimes] = useState(rule.times === undefined ? '' : String(rule.times));
  const isOn = rules.some((it) => it.rule.kind === rule.kind);
  const toggle = () => {
    if (isOn) return keepOnly(rules.filter((it) => it.rule.kind !== rule.kind));
    const { times: _, ...rest } = rule;
    return setRule({ ...rest, method, ...(Number(times) > 0 ? { times: Number(times) } : {}) });
  };
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        className="switch"
        disabled={isBusy}
        onClick={() => void attempt(toggle)}
      >
        <span>
          <strong>{name}</strong>
          <small>{explained}</small>
        </span>
      </button>
      <p className="preset-reach">
        <select
          aria-label={`${name}: for which method`}
          value={method}
          disabled={isOn}
          onChange={(event) => setMethod(event.target.value)}
        >
          {METHODS.map((it) => (
            <option key={it} value={it}>
              {nameMethod(it)}
            </option>
          ))}
        </select>
        <label>
          for{' '}
          <input
            type="number"
            min={1}
            aria-label={`${name}: for how many calls`}
            placeholder="all"
            value={times}
            disabled={isOn}
            onChange={(event) => setTimes(event.target.value)}
          />{' '}
          calls
        </label>
      </p>
    </li>
  );
}
