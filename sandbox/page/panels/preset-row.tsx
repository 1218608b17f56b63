import { useState } from 'react';
import { liftRule, nameReach, type Preset, type RuleInForce, setRule } from './weather-rules.js';

interface PresetRowProps {
  preset: Preset;
  /** The methods or payloads it can be for. */
  reach: readonly string[];
  rules: RuleInForce[];
  isBusy: boolean;
  attempt(work: () => Promise<unknown>): Promise<void>;
}

/** A switch for one fault, and for what and how often it strikes. */
export function PresetRow({ preset, reach, rules, isBusy, attempt }: PresetRowProps) {
  const { name, explained, rule } = preset;
  const [method, setMethod] = useState('*');
  const [times, setTimes] = useState(rule.times === undefined ? '' : String(rule.times));
  const [error, setError] = useState(rule.error);
  const inForce = rules.filter((it) => it.rule.kind === rule.kind);
  const isOn = inForce.length > 0;
  const toggle = async () => {
    for (const { id } of inForce) await liftRule(id);
    if (isOn) return;
    const { times: _, ...rest } = rule;
    const word = error?.trim() || rule.error;
    await setRule({
      ...rest,
      method,
      ...(word === undefined ? {} : { error: word }),
      ...(Number(times) > 0 ? { times: Number(times) } : {}),
    });
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
          {reach.map((it) => (
            <option key={it} value={it}>
              {nameReach({ kind: rule.kind, method: it })}
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
      {error !== undefined && (
        <label className="preset-word">
          with{' '}
          <input
            type="text"
            aria-label={`${name}: with which error`}
            placeholder={rule.error}
            value={error}
            disabled={isOn}
            onChange={(event) => setError(event.target.value)}
          />
        </label>
      )}
    </li>
  );
}
