import type { Json } from '../json.js';
import type { StoredMessage } from '../world/types.js';
import type { World } from '../world/world.js';
import { buttonsIn, menuIn } from './find-element.js';
import { renderBlocks, renderMrkdwn } from './render-text.js';

/** A message as it was when somebody looked at it. */
export interface Message {
  /** The short number the command line uses. */
  number: number;
  channel: string;
  ts: string;
  text: string;
  blocks: Json[];
  metadata?: Json;
  threadTs?: string;
  /** What the files it carries are called. */
  fileNames: string[];
  user: string;
  isEphemeral: boolean;
  edited: boolean;
  visibleText(): string;
  buttons(): string[];
  /** The items of its overflow menus. */
  menu(): string[];
}

export function presentMessage(world: World, stored: StoredMessage): Message {
  const blocks = structuredClone(stored.blocks);
  return {
    number: stored.number,
    channel: stored.channel,
    ts: stored.ts,
    text: stored.text,
    blocks,
    ...(stored.metadata ? { metadata: structuredClone(stored.metadata) } : {}),
    ...(stored.threadTs === undefined ? {} : { threadTs: stored.threadTs }),
    fileNames: (stored.files ?? []).flatMap((id) => world.files.get(id)?.name ?? []),
    user: stored.user,
    isEphemeral: stored.seenOnlyBy !== undefined,
    edited: stored.edited,
    visibleText: () => (blocks.length > 0 ? renderBlocks(world, blocks) : renderMrkdwn(world, stored.text)),
    buttons: () => buttonsIn(blocks).map((button) => button.label),
    menu: () => menuIn(blocks),
  };
}
