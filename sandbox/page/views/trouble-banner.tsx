import type { Outcome } from '../../screen/acts.js';
import { TROUBLE } from '../../screen/trouble.js';

/** Above a form whose submission did not get through. */
export function TroubleBanner({ outcome }: { outcome: Outcome }) {
  return (
    <div className="trouble-banner" role="alert">
      <p>
        <span aria-hidden="true">⚠</span> {outcome.shown ?? TROUBLE}
      </p>
      {outcome.reason !== undefined && <small>For the developer: {outcome.reason}</small>}
    </div>
  );
}
