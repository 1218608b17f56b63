import { formatDate } from '../../mrkdwn/format-date.js';
import { useActing } from '../acting.js';
import { Anchor } from './mentions.js';

export interface InstantProps {
  /** In seconds. */
  timestamp: number;
  format: string;
  url?: string;
  fallback: string;
}

/** A moment in the reader's own zone. */
export function Instant({ timestamp, format, url, fallback }: InstantProps) {
  const { screen } = useActing();
  const shown = formatDate(timestamp, format, { now: screen.clock.now });
  if (shown === undefined) return fallback;
  const time = (
    <time dateTime={new Date(timestamp * 1000).toISOString()} title={fallback}>
      {shown}
    </time>
  );
  return url === undefined ? time : <Anchor url={url}>{time}</Anchor>;
}
