import type { Line } from '../views/blocks.js';
import { oneLine } from '../views/text.js';

/** A line of leaves where nothing can be mentioned: a terminal. People and channels stand there by their ids. */
export function plainLine(line: Line): string {
  const leaves = line.map((leaf) => {
    switch (leaf.type) {
      case 'text':
        return leaf.text;
      case 'channel':
        return leaf.channel_id;
      case 'user':
        return leaf.user_id;
      default:
        return '';
    }
  });
  return oneLine(leaves.join(''));
}
