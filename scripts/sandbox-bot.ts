import { addMilliseconds } from 'date-fns/addMilliseconds';
import { systemClock } from '../src/clock.js';
import { runProcess } from '../src/process.js';

// The bot as src/app.ts runs it, but for its clock, which goes as far ahead as the sandbox says, and for its pace:
// the local Slack limits nobody, unless its weather does.
let offsetMs = Number(process.env.SANDBOX_CLOCK_OFFSET_MS ?? 0);

// When the sandbox is gone, however it went, the bot goes too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

const bot = await runProcess({
  clock: { now: () => addMilliseconds(systemClock.now(), offsetMs) },
  rhythm: { messageEveryMs: 0, pollMs: 200 },
});

process.on('message', async (moved: { readonly offsetMs: number }) => {
  offsetMs = moved.offsetMs;
  await bot.tick();
  process.send?.(moved);
});
