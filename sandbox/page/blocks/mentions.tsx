import type { ReactNode } from 'react';
import { isSafeUrl } from '../../mrkdwn/is-safe-url.js';
import { useActing } from '../acting.js';

export interface MentionProps {
  id: string;
  /** What the bot called it, for where nobody knows better. */
  label?: string | undefined;
}

export function UserMention({ id, label }: MentionProps) {
  const { screen } = useActing();
  const person = screen.people.find((it) => it.id === id);
  const className = id === screen.me ? 'mention mention-me' : 'mention';
  return (
    <span className={className} title={person?.realName}>
      @{person?.name ?? label ?? id}
    </span>
  );
}

export function ChannelMention({ id, label }: MentionProps) {
  const { screen, show } = useActing();
  const channel = screen.conversations.find((it) => it.id === id);
  if (!channel) return <span className="mention">#{label ?? 'private channel'}</span>;
  return (
    <button type="button" className="mention mention-channel" onClick={() => show(id)}>
      #{channel.name}
    </button>
  );
}

export function GroupMention({ id, label }: MentionProps) {
  const { screen } = useActing();
  const handle = screen.userGroups.find((it) => it.id === id)?.handle ?? label?.replace(/^@/, '') ?? 'group';
  return <span className="mention">@{handle}</span>;
}

export function Broadcast({ range }: { range: string }) {
  return <span className="mention mention-me">@{range}</span>;
}

/** A link out of Slack; only text where the address is none that may be opened. */
export function Anchor({ url, children }: { url: string; children: ReactNode }) {
  if (!isSafeUrl(url)) return children;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
