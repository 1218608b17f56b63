import { parseMrkdwn } from '../../mrkdwn/parse-mrkdwn.js';
import type { Token } from '../../mrkdwn/tokens.js';
import { Emphasised } from './emphasised.js';
import { Instant } from './instant.js';
import { Anchor, Broadcast, ChannelMention, GroupMention, UserMention } from './mentions.js';
import './text.css';

export interface MrkdwnTextProps {
  text: string;
  verbatim?: boolean;
}

export function MrkdwnText({ text, verbatim = false }: MrkdwnTextProps) {
  return (
    <span className="mrkdwn">
      <Tokens tokens={parseMrkdwn(text, { verbatim })} />
    </span>
  );
}

function Tokens({ tokens }: { tokens: Token[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: text does not move, so where a token stands is who it is
  return tokens.map((token, index) => <TokenText key={index} token={token} />);
}

function TokenText({ token }: { token: Token }) {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'code':
      return <code>{token.text}</code>;
    case 'codeBlock':
      return <code className="code-block">{token.text}</code>;
    case 'quote':
      return (
        <span className="quote">
          <Tokens tokens={token.content} />
        </span>
      );
    case 'link':
      return <Anchor url={token.url}>{token.label}</Anchor>;
    case 'user':
      return <UserMention id={token.id} label={token.label} />;
    case 'channel':
      return <ChannelMention id={token.id} label={token.label} />;
    case 'userGroup':
      return <GroupMention id={token.id} label={token.label} />;
    case 'broadcast':
      return <Broadcast range={token.range} />;
    case 'date':
      return <Instant {...token} />;
    default:
      return (
        <Emphasised {...{ [token.kind]: true }}>
          <Tokens tokens={token.content} />
        </Emphasised>
      );
  }
}
