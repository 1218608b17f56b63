import type { ShownMessage } from '../../screen/screen.js';
import { Blocks } from './block.js';
import { useEntries } from './entries.js';
import { MrkdwnText } from './mrkdwn-text.js';
import { SurfaceOf } from './surface.js';
import { useKeptFocus } from './use-kept-focus.js';
import './blocks.css';

const NO_ERRORS = {};

/** What a message says: its blocks, or without any its text. */
export function MessageBody({ message }: { message: ShownMessage }) {
  const version = JSON.stringify(message.blocks);
  const entries = useEntries({ message: message.number }, message.state, version);
  const kept = useKeptFocus(version);
  if (message.blocks.length === 0) return <MrkdwnText text={message.text} />;
  return (
    <div {...kept}>
      <SurfaceOf entries={entries} errors={NO_ERRORS}>
        <Blocks blocks={message.blocks} />
      </SurfaceOf>
    </div>
  );
}
