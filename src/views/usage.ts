import type { Reader } from '../domain/reader.js';
import { code, factLines, type Line, type MessageContent, sayLines } from './blocks.js';
import { COMMAND } from './ids.js';
import { speakTo } from './speak.js';
import { oneLine, shorten } from './text.js';

/** How `/reward` is used; `unknown` is what was typed instead. */
export function buildUsage(unknown?: string, reader?: Reader): MessageContent {
  const { say, line } = speakTo(reader);
  const typed = oneLine(unknown ?? '');
  const lines: Line[] = [
    ...(typed ? [line('usage.not_understood', { typed: shorten(typed, 200) })] : []),
    line('usage.form', command()),
    line('usage.filled_in', command(say('usage.filled_in_example'))),
    line('usage.partner', command('partner', 'acme')),
    line('usage.reward', command('R-1042')),
    line('usage.mine', command('mine')),
    line('usage.queue', command('queue')),
    line('usage.invoice', command('invoice')),
    line('usage.settings', command('settings')),
  ];
  return { text: sayLines(lines), blocks: factLines(...lines) };
}

function command(...typed: readonly string[]) {
  return { command: code([COMMAND.reward, ...typed].join(' ')) };
}
