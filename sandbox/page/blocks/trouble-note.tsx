import type { Outcome } from '../../screen/acts.js';

const WORDS: Record<Outcome['status'], string> = {
  ok: '',
  late: 'The app did not answer in time.',
  failed: 'The app failed.',
  refused: 'Slack refused this.',
};

/** What stands beside a control whose act did not end well. */
export function TroubleNote({ trouble }: { trouble: Outcome | undefined }) {
  return (
    <span className="trouble" role="status">
      {trouble && (
        <>
          <span aria-hidden="true">⚠</span>{' '}
          {trouble.status === 'refused' && trouble.shown ? trouble.shown : WORDS[trouble.status]}
          {trouble.reason && <small>{trouble.reason}</small>}
        </>
      )}
    </span>
  );
}
