import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pulse } from '../world/pulse.js';

const PAUSE_MS = 40;
const KEEP_ALIVE_MS = 15_000;

/** Server-sent events: one now and one after each change, but not more than one in 40 ms. They say only that. */
export function streamChanges(pulse: Pulse, request: IncomingMessage, response: ServerResponse): void {
  let pause: NodeJS.Timeout | undefined;
  let isMissed = false;
  const tell = () => {
    if (pause) {
      isMissed = true;
      return;
    }
    response.write('data: {}\n\n');
    pause = setTimeout(() => {
      pause = undefined;
      if (isMissed) tell();
    }, PAUSE_MS).unref();
    isMissed = false;
  };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const stopListening = pulse.onBeat(tell);
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS).unref();
  request.once('close', () => {
    stopListening();
    clearInterval(keepAlive);
    clearTimeout(pause);
  });
  tell();
}
