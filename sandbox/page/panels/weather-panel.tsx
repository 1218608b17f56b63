import { useActing } from '../acting.js';
import { PresetRow } from './preset-row.js';
import { useAttempt } from './use-attempt.js';
import { useTold } from './use-told.js';
import { BOT_PRESET, liftRule, METHODS, nameReach, PAYLOADS, PRESETS, type RuleInForce } from './weather-rules.js';

/** Faults between the bot and Slack. */
export function WeatherPanel() {
  const { commands } = useActing().screen.app;
  const rules = useTold<{ rules: RuleInForce[] }>('weather')?.rules ?? [];
  const { isBusy, trouble, attempt } = useAttempt();
  const payloads = ['*', ...commands.map(({ command }) => command), ...PAYLOADS];
  return (
    <>
      <p className="panel-note">What the bot asks of Slack goes wrong while a switch is on.</p>
      <ul className="presets">
        {PRESETS.map((preset) => (
          <PresetRow key={preset.name} {...{ preset, rules, isBusy, attempt }} reach={METHODS} />
        ))}
      </ul>
      <p className="panel-note">And what Slack asks of the bot:</p>
      <ul className="presets">
        <PresetRow preset={BOT_PRESET} {...{ rules, isBusy, attempt }} reach={payloads} />
      </ul>
      <div className="panel-head">
        <h3>In force</h3>
        <button
          type="button"
          className="button"
          disabled={isBusy || rules.length === 0}
          onClick={() => void attempt(() => liftRule())}
        >
          Clear
        </button>
      </div>
      <ul className="rules" aria-live="polite">
        {rules.length === 0 && <li>Nothing: clear skies.</li>}
        {rules.map(({ id, rule, left }) => (
          <li key={id}>
            <strong>{[...PRESETS, BOT_PRESET].find((it) => it.rule.kind === rule.kind)?.name ?? rule.kind}</strong>{' '}
            {nameReach(rule)}
            {rule.error !== undefined && `: ${rule.error}`}
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
